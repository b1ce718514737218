"""Pages of the kinds that people save, around one story each. A template answers the page; `words` says
which words of its own belong to the article (captions)."""
import html
import json

SITE = "The Tidal Post"
MENU = ["Home", "News", "Politics", "Culture", "Sport", "Weather", "About us", "Contact"]
TEASERS = ["Ten boats to see before you retire", "Mayor opens third roundabout of the year",
           "Why the swans left the canal", "The best soup in town, ranked by dockers",
           "Storm warning lifted after two quiet nights"]
COMMENTS = ["I walked past it last week and it looked fine to me, whatever they say in the paper.",
            "Great piece, thank you. My grandfather used to tell the same story, but with more rain in it.",
            "First!! Also, does anybody know whether the ferry runs on public holidays this year?"]


def e(text):
    return html.escape(text)


def paragraphs(story, tag="p", classes="", subhead="h2", between=None):
    out = []
    for number, text in enumerate(story["paragraphs"]):
        if number == 2:
            out.append(f"<{subhead}>{e(story['subhead'])}</{subhead}>")
        out.append(f"<{tag}{classes}>{e(text)}</{tag}>")
        if between and number in (0, 2):
            out.append(between)
    return "\n".join(out)


def menu(items=MENU):
    return "<ul>" + "".join(f'<li><a href="/{i.lower().replace(" ", "-")}">{i}</a></li>' for i in items) + "</ul>"


def teasers(cls="teaser", tag="div"):
    return "".join(f'<{tag} class="{cls}"><a href="/a/{n}"><img src="t{n}.jpg" alt=""><h3>{t}</h3></a></{tag}>'
                   for n, t in enumerate(TEASERS))


def comments():
    return "".join(f'<li class="comment"><cite class="fn">reader{n}</cite><p>{c}</p><a href="#r">Reply</a></li>'
                   for n, c in enumerate(COMMENTS * 2))


def head(story, title, extra=""):
    return (f'<!DOCTYPE html><html lang="{story["lang"]}"><head><meta charset="utf-8"><title>{e(title)}</title>'
            f'<link rel="stylesheet" href="x.css"><script>var a="<p>no text</p>";</script>{extra}</head>')


def wordpress(s):
    meta = f'<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{e(s["title"])} - {SITE}">'
    return head(s, f'{s["title"]} – {SITE}', meta) + f'''
<body class="post-template-default single single-post has-sidebar tag-cookie">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">{SITE}</a></p>
<p class="site-description">News between the tides, every day but Sunday.</p>
<nav id="site-navigation" class="main-navigation">{menu()}</nav></header>
<div id="content" class="site-content"><div id="primary"><main id="main">
<article id="post-12" class="post-12 post type-post hentry category-news">
<header class="entry-header"><h1 class="entry-title">{e(s["title"])}</h1>
<div class="entry-meta"><span class="posted-on"><a href="/p/12"><time class="entry-date published" datetime="{s["date"]}T08:00:00+00:00">{s["date"]}</time></a></span>
<span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/x">{e(s["author"])}</a></span></span></div></header>
<div class="entry-content">{paragraphs(s)}
<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">Share this:</h3><div class="sd-content"><ul><li class="share-twitter"><a href="https://example.org/?share=twitter">Click to share on Twitter (Opens in new window)</a></li><li><a href="https://www.facebook.com/sharer.php?u=1">Facebook</a></li></ul></div></div></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3>{teasers()}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c/news">News</a></span><span class="tags-links">Tagged <a href="/t/1">harbour</a>, <a href="/t/2">winter</a></span></footer></article>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2><a href="/p/11" rel="prev">Older story about the swans</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">6 thoughts on this</h2><ol class="comment-list">{comments()}</ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p><textarea></textarea><input type="submit" value="Post"></form></div></div>
</main></div><aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2>{menu(TEASERS)}</section><section class="widget"><h2>About</h2><p>The Tidal Post is written by people who live by the water, and has been for nineteen years.</p></section></aside></div>
<footer id="colophon" class="site-footer"><p>Proudly powered by WordPress. Theme: Anchor by Nobody. All rights reserved.</p></footer><script src="x.js"></script></body></html>'''


def blogger(s):
    text = "<br /><br />".join(e(p) for p in s["paragraphs"])
    return head(s, f"{SITE}: {s['title']}") + f'''<body><div id="outer-wrapper"><div id="header-wrapper"><h1 class="title"><a href="/">{SITE}</a></h1><p class="description"><span>Notes from the quay.</span></p></div>
<div id="main-wrapper"><div class="blog-posts hfeed"><h2 class="date-header"><span>Monday, May 5, 2014</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">{e(s["title"])}</h3><div class="post-body entry-content">{text}<div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line"><span class="post-author vcard">Posted by <span class="fn">{e(s["author"])}</span></span> <span class="post-timestamp">at <a class="timestamp-link" href="/x"><abbr class="published" title="{s["date"]}T10:00:00Z">10:00</abbr></a></span> <span class="post-labels">Labels: <a href="/l">harbour</a></span></div></div></div>
<div class="comments" id="comments"><h4>3 comments:</h4><div id="comments-block">{comments()}</div><p class="comment-footer"><a href="/c">Post a Comment</a></p></div></div></div>
<div id="sidebar-wrapper"><div class="sidebar section"><div class="widget BlogArchive"><h2>Blog Archive</h2>{menu(TEASERS)}</div><div class="widget Profile"><h2>About Me</h2><p>I have lived by the harbour for all of my life and write about what I see.</p></div></div></div>
<div id="footer-wrapper"><p>Simple template. Powered by <a href="https://blogger.example">Blogger</a>.</p></div></div></body></html>'''


def newspaper(s):
    data = {"@context": "https://schema.org", "@graph": [
        {"@type": "NewsArticle", "headline": s["title"], "datePublished": s["date"] + "T06:00:00+01:00",
         "author": [{"@type": "Person", "name": s["author"]}], "publisher": {"@type": "Organization", "name": SITE},
         "description": s["deck"]}]}
    extra = f'<script type="application/ld+json">{json.dumps(data)}</script><meta property="og:site_name" content="{SITE}">'
    teaser = f'<div class="article__inline-related"><span>Read also</span><a href="/a/9">{TEASERS[2]}</a></div><div class="ad-slot" id="dfp-ad-2"><p>Advertisement</p></div>'
    return head(s, f"{s['title']} | {SITE}", extra) + f'''<body><div id="cookie-consent" class="cookie-banner"><p>We and our 214 partners use cookies to store information on your device. You can change your mind at any time.</p><button>Accept all</button></div>
<header class="global-header"><div class="logo"><a href="/"><img src="logo.svg" alt="{SITE}"></a></div><nav>{menu()}</nav><form action="/search"><input name="q"><button>Search</button></form></header>
<div class="page"><div class="column-main"><article class="article"><div class="article__header"><a class="article__section" href="/news">News</a><h1 class="article__title">{e(s["title"])}</h1><p class="article__standfirst">{e(s["deck"])}</p>
<div class="article__meta"><div class="author"><a rel="author" href="/x">{e(s["author"])}</a></div><time datetime="{s["date"]}">{s["date"]}</time><span>4 min read</span></div><div class="social-share"><a href="https://twitter.com/intent/tweet?x">Tweet</a><a href="mailto:?subject=x">Mail</a></div></div>
<div class="article__body">{paragraphs(s, between=teaser)}
<div class="newsletter-signup"><h3>Get our morning newsletter</h3><p>All that matters between the tides, in your inbox at seven. You can unsubscribe at any time.</p><form><input type="email"></form></div></div>
<div class="article__author-bio"><p>{e(s["author"])} covers the water and whatever floats on it. Before that there was a long time at sea.</p></div>
<div class="article__tags"><ul class="tags"><li><a href="/t/1">Harbour</a></li><li><a href="/t/2">Winter</a></li></ul></div></article>
<section class="recommended"><h2>More from {SITE}</h2>{teasers("card")}</section><section id="comments-section"><h2>Comments</h2>{comments()}</section></div>
<aside class="column-side"><h2>Most read</h2>{menu(TEASERS)}</aside></div><footer>{menu(["Terms", "Privacy", "Imprint"])}<p>© 2021 {SITE}. All rights reserved, including those nobody reads.</p></footer></body></html>'''


def soup(s):
    """A platform whose classes are hashes."""
    text = "".join(f'<p class="pw-post-body-paragraph mb mc gq">{e(p)}</p>' for p in s["paragraphs"])
    return head(s, f"{s['title']} | by {s['author']} | {SITE}", f'<meta property="og:title" content="{e(s["title"])}"><meta name="author" content="{e(s["author"])}"><meta property="article:published_time" content="{s["date"]}T09:12:00.000Z"><meta property="og:site_name" content="{SITE}">') + f'''<body><div id="root"><div class="a b c"><div class="d e"><div class="f"><a href="/">Open in app</a></div><div class="g"><a href="/s">Sign up</a><a href="/i">Sign in</a></div></div>
<div class="h i"><article><div class="j"><section><div><div class="k l"><h1 class="pw-post-title">{e(s["title"])}</h1><div class="m"><div class="n"><a href="/@x">{e(s["author"])}</a></div><div class="o"><span>5 min read</span><span>·</span><span>May 5</span></div></div><div class="p"><div><div><button>Listen</button></div><div><button>Share</button></div></div></div>{text}</div></div></section></div></article></div>
<div class="q r"><div class="s"><div>Harbour</div><div>Winter</div></div><div class="t"><div class="u"><div><div>122</div></div><div><div>3</div></div></div></div></div>
<div class="v"><h2>More from the author and {SITE}</h2><div>{"".join(f'<div class="w"><a href="/a"><h2>{t}</h2></a><a href="/a"><div>How we got here and what to do.</div></a><div>Jun 3</div></div>' for t in TEASERS)}</div></div>
<div class="x"><div><a href="/h">Help</a></div><div><a href="/s">Status</a></div><div><a href="/a">About</a></div><div><a href="/p">Privacy</a></div></div></div></div></body></html>'''


def utility(s):
    """Unlabelled boxes, all by utility classes."""
    text = "".join(f'<p class="text-lg leading-8 my-4">{e(p)}</p>' for p in s["paragraphs"])
    return head(s, s["title"]) + f'''<body class="bg-white"><div class="flex px-4 py-2"><a class="font-bold" href="/">{SITE}</a><div class="ml-auto flex">{"".join(f'<a class="px-2" href="/{m}">{m}</a>' for m in MENU)}</div></div>
<div class="max-w-2xl mx-auto"><div class="mt-8 text-sm text-gray-500">{s["date"]}</div><h1 class="text-4xl font-bold">{e(s["title"])}</h1><div class="mt-2"><span>{e(s["by"])} {e(s["author"])}</span></div><div class="prose">{text}</div></div>
<div class="mt-12 grid grid-cols-3">{"".join(f'<a href="/a" class="p-4"><div class="font-bold">{t}</div><div class="text-sm">Read the story</div></a>' for t in TEASERS)}</div>
<div class="bg-gray-100 p-8 text-sm"><p>Made by the water with very few tools. Write to us if something is wrong.</p></div></body></html>'''


def drupal(s):
    return head(s, f"{s['title']} | {SITE}", f'<meta name="generator" content="Drupal 9"><meta name="dcterms.title" content="{e(s["title"])}"><meta name="dcterms.creator" content="{SITE}">') + f'''<body class="path-node page-node-type-article"><div class="layout-container"><header role="banner"><div class="region region-header"><div class="site-branding"><a href="/">{SITE}</a></div></div></header>
<div class="region region-primary-menu"><nav role="navigation">{menu()}</nav></div><div class="region region-breadcrumb"><ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ol></div>
<main role="main"><div class="layout-content"><div class="region region-content"><div class="block block-page-title-block"><h1 class="page-title"><span class="field field--name-title">{e(s["title"])}</span></h1></div>
<article role="article" class="node node--type-article"><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><span typeof="schema:Person">{e(s["author"])}</span></span> on <span class="field field--name-created">{s["date"]}</span></div></footer>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field__item">{paragraphs(s, subhead="h3")}</div><div class="field field--name-field-tags"><h4 class="field__label">Tags</h4><ul class="links field__items"><li><a href="/t/1">harbour</a></li><li><a href="/t/2">winter</a></li></ul></div>
<ul class="links inline"><li class="comment-add"><a href="/c">Add new comment</a></li></ul></div></article></div></div>
<aside class="layout-sidebar-first" role="complementary"><div class="region region-sidebar-first"><h2>Recent content</h2>{menu(TEASERS)}</div></aside></main>
<footer role="contentinfo"><div class="region region-footer"><p>Powered by Drupal and by strong tea, since the spring of 2009.</p></div></footer></div></body></html>'''


def joomla(s):
    return head(s, f"{SITE} - {s['title']}") + f'''<body><div id="all"><div id="header"><h1 id="logo">{SITE}</h1><ul class="menu">{menu()}</ul></div><div id="left"><div class="moduletable"><h3>Login</h3><form><label>User</label><input><input type="submit"></form></div><div class="moduletable"><h3>Latest</h3>{menu(TEASERS)}</div></div>
<div id="main"><div class="item-page"><h2>{e(s["title"])}</h2><ul class="actions"><li class="print-icon"><a href="/p">Print</a></li><li class="email-icon"><a href="/e">Email</a></li></ul><dl class="article-info"><dt class="article-info-term">Details</dt><dd class="createdby">Written by {e(s["author"])}</dd><dd class="published">Published: {s["date"]}</dd><dd class="hits">Hits: 4242</dd></dl>
{paragraphs(s, subhead="h3")}<ul class="pagenav"><li><a href="/p">Prev</a></li><li><a href="/n">Next</a></li></ul></div></div><div id="footer"><p>Copyright {SITE}. All Rights Reserved. Joomla! is free software.</p></div></div></body></html>'''


def tables(s):
    """A paper of 1999: tables for everything."""
    text = "\n".join(f'<p><font face="Verdana" size="2">{e(p)}</font>' for p in s["paragraphs"])
    links = "".join(f'<tr><td><font size="1"><a href="{m}.html">{m}</a></font></td></tr>' for m in MENU)
    return f'''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{SITE}: {e(s["title"])}</title></head><body bgcolor="#FFFFFF" link="#003366">
<table width="750" border="0" cellpadding="0"><tr><td colspan="3" bgcolor="#003366"><img src="logo.gif" width="300" height="60" alt="{SITE}"></td></tr>
<tr><td width="120" valign="top"><table border="0">{links}</table></td><td width="10"><img src="spacer.gif" width="10" height="1"></td><td valign="top" width="620">
<font size="5" face="Arial"><b>{e(s["title"])}</b></font><br><font size="2">{e(s["by"])} {e(s["author"])}</font><hr>{text}
<p><font size="1">[<a href="index.html">Home</a>] [<a href="archive.html">Archive</a>] [<a href="mail.html">Mail</a>]</font></td></tr>
<tr><td colspan="3"><font size="1">Copyright 1999 {SITE}. Best viewed at 800x600.</font></td></tr></table></body></html>'''


def plain(s):
    text = "<br><br>\n".join(e(p) for p in s["paragraphs"])
    return f'''<HTML><HEAD><meta charset="utf-8"><TITLE>{e(s["title"])}</TITLE></HEAD><BODY BGCOLOR=white><CENTER><H1>{e(s["title"])}</H1><I>{e(s["by"])} {e(s["author"])}</I></CENTER><HR>{text}</BODY></HTML>'''


def word(s):
    text = "".join(f'<p class=MsoNormal><span lang=EN-GB style="font-size:12.0pt">{e(p)}</span></p>' for p in s["paragraphs"])
    return f'''<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15 (filtered)"><title>{e(s["title"])}</title><style><!-- p.MsoNormal {{margin:0cm}} --></style></head><body lang=EN-GB><div class=WordSection1><p class=MsoTitle>{e(s["title"])}</p>{text}</div></body></html>'''


def mediawiki(s):
    return head(s, f"{s['title']} - {SITE}", '<meta name="generator" content="MediaWiki 1.35">') + f'''<body class="mediawiki ltr sitedir-ltr ns-0"><div id="mw-page-base"></div><div id="content" class="mw-body" role="main"><div id="siteNotice"></div><h1 id="firstHeading" class="firstHeading">{e(s["title"])}</h1><div id="bodyContent"><div id="siteSub">From {SITE}, the free almanac</div><a class="mw-jump-link" href="#mw-head">Jump to navigation</a>
<div id="mw-content-text"><div class="mw-parser-output">{paragraphs(s, subhead="h2")}<table class="navbox"><tr><td>{menu(TEASERS)}</td></tr></table></div><div class="printfooter">Retrieved from "<a href="/w">https://wiki.example/w</a>"</div></div><div id="catlinks" class="catlinks"><a href="/c">Categories</a>: <ul><li><a href="/c/1">Harbours</a></li></ul></div></div></div>
<div id="mw-navigation"><h2>Navigation menu</h2><div id="p-personal">{menu(["Talk", "Log in"])}</div><div id="mw-panel">{menu()}</div></div><footer id="footer"><ul><li>This page was last edited on 4 May 2019, at 10:11.</li><li>Content is available under a licence unless otherwise noted.</li></ul></footer></body></html>'''


def substack(s):
    return head(s, f"{s['title']} - by {s['author']} - {SITE}", f'<meta property="og:title" content="{e(s["title"])}"><meta name="author" content="{e(s["author"])}"><meta property="og:site_name" content="{SITE}">') + f'''<body><div id="entry"><div id="main"><div class="main-menu"><div class="topbar"><a href="/">{SITE}</a><button>Subscribe</button><a href="/signin">Sign in</a></div></div><div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title unpublished">{e(s["title"])}</h1><h3 class="subtitle">{e(s["deck"])}</h3><div class="meta"><a href="/@x">{e(s["author"])}</a><div>{s["date"]}</div></div><div class="post-ufi"><a class="like-button">12</a><a class="comment-button">3</a><a>Share</a></div></div>
<div class="available-content"><div dir="auto" class="body markup">{paragraphs(s)}<div class="subscription-widget-wrap"><div class="subscription-widget"><p>{SITE} is free, and paid for by those who can. To receive new posts, consider subscribing.</p><form><input type="email"></form></div></div></div></div></article></div></div>
<div class="comments-page"><div class="container"><h4>Discussion about this post</h4>{comments()}</div></div></div><div class="footer-wrap"><p>© 2023 {SITE}. Start writing, it is easy and costs nothing at all.</p></div></div></div></body></html>'''


def portal(s):
    return head(s, f"{s['title']}_News_{SITE}") + f'''<body><div class="top-bar"><div class="wrap">{menu()}</div></div><div class="path"><a href="/">Home</a> &gt; <a href="/n">News</a></div><h1 class="main-title">{e(s["title"])}</h1><div class="top-bar-inner"><div class="date-source"><span class="date">{s["date"]} 08:30</span><span class="source">{SITE}</span></div></div>
<div class="article-content clearfix"><div class="article-content-left"><div class="article" id="artibody">{paragraphs(s, subhead="strong")}<p class="show_author">(desk)</p></div><div class="keywords" id="keywords"><label>关键词 :</label><a href="/k">harbour</a></div><div class="share-bar" id="bottom_sina_comment"><a>Weibo</a><a>WeChat</a></div><div class="blk-related"><h3>相关阅读</h3>{menu(TEASERS)}</div></div><div class="article-content-right"><div class="hot-list">{menu(TEASERS)}</div></div></div><div class="foot"><p>Copyright 1996-2020. All Rights Reserved by somebody else.</p></div></body></html>'''


def ghost(s):
    return head(s, s['title'], f'<meta property="og:site_name" content="{SITE}"><meta property="article:published_time" content="{s["date"]}T00:00:00.000Z"><meta name="twitter:data1" content="{e(s["author"])}"><meta name="generator" content="Ghost 5.2">')+f'''<body class="post-template"><div class="viewport"><header id="gh-head" class="gh-head"><nav class="gh-head-inner"><a href="/">{SITE}</a>{menu()}</nav></header><main id="site-main" class="site-main"><article class="article post tag-news"><header class="article-header gh-canvas"><div class="article-tag post-card-tags"><span class="post-card-primary-tag"><a href="/tag/news/">News</a></span></div><h1 class="article-title">{e(s["title"])}</h1><p class="article-excerpt">{e(s["deck"])}</p><div class="article-byline"><section class="article-byline-content"><div class="article-byline-meta"><h4 class="author-name"><a href="/author/x/">{e(s["author"])}</a></h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="{s["date"]}">{s["date"]}</time><span class="byline-reading-time"><span class="bull">&bull;</span> 2 min read</span></div></div></section></div><figure class="article-image"><img src="lead.jpg" alt="x"></figure></header><section class="gh-content gh-canvas">{paragraphs(s)}</section></article><section class="footer-cta"><div><h2>Sign up for more like this.</h2><a class="footer-cta-button" href="#/portal"><div class="footer-cta-input">Enter your email</div><span>Subscribe</span></a></div></section><aside class="read-more-wrap"><div class="read-more">{teasers("post-card","article")}</div></aside></main><footer class="site-footer"><section class="copyright"><a href="/">{SITE}</a> © 2022</section></footer></div></body></html>'''


def grid(s):
    t='<aside data-component="rich-link"><div><a href="/x"><div><h3>'+TEASERS[1]+'</h3></div></a><div><a href="/x">Read more</a></div></div></aside>'
    return head(s, f"{s['title']} | News | {SITE}", f'<meta property="og:title" content="{e(s["title"])}"><meta property="article:author" content="https://www.tidal.example/profile/x"><meta property="og:site_name" content="{SITE}">')+f'''<body><div id="bannerandheader"><div data-print-layout="hide"><a class="skip" href="#maincontent">Skip to main content</a>{menu()}</div></div><main><div><div data-gu-name="headline"><h1>{e(s["title"])}</h1></div><div data-gu-name="standfirst"><div><p>{e(s["deck"])}</p></div></div><div data-gu-name="meta"><div><address aria-label="Contributor info"><div data-component="meta-byline"><a rel="author" href="/p">{e(s["author"])}</a></div></address><details><summary>Mon 4 Nov 2019 08.00 GMT</summary>Last modified on Mon 4 Nov 2019 09.14 GMT</details></div><div><ul><li><a href="https://www.facebook.com/dialog/share?x">Facebook</a></li></ul></div></div><div data-gu-name="body"><div id="maincontent"><div class="article-body-commercial-selector">{paragraphs(s,between=t)}</div></div><div><div>Topics</div><ul><li><a href="/t">Harbours</a></li><li><a href="/u">Winter</a></li></ul></div></div></div></main><div id="onwards"><h2>More on this story</h2>{teasers()}</div><footer>{menu()}</footer></body></html>'''


def nuke(s):
    t="<br />\n<br />\n".join(e(p) for p in s["paragraphs"])
    return f'''<html><head><title>{SITE} :: {e(s["title"])}</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table width="100%"><tr><td><a href="index.php"><img src="logo.gif" alt="{SITE}"></a></td></tr></table><table width="100%" cellpadding="0"><tr valign="top"><td width="160" bgcolor="#eee"><table><tr><td><b>Modules</b></td></tr><tr><td>· <a href="m1">Home</a><br>· <a href="m2">Downloads</a><br>· <a href="m3">Forums</a><br>· <a href="m4">Your Account</a></td></tr></table><table><tr><td><b>Who's Online</b></td></tr><tr><td>There are currently, 42 guest(s) and 0 member(s) that are online.<br>You are Anonymous user. You can register for free.</td></tr></table></td><td width="100%"><table border="0"><tr><td><font class="title">{e(s["title"])}</font><br><font class="content">Posted on Monday, May 05 @ 10:00:00 CEST by {e(s["author"])}</font></td></tr><tr><td><font class="content">{t}</font></td></tr></table><br><table><tr><td>The comments are owned by the poster. We aren't responsible for their content.</td></tr><tr><td><b>Re: it</b><br>{COMMENTS[0]}</td></tr></table></td></tr></table><center>All logos and trademarks in this site are property of their respective owner.</center></body></html>'''


def amp(s):
    return f'''<!doctype html><html amp lang="{s["lang"]}"><head><meta charset="utf-8"><title>{e(s["title"])}</title></head><body><amp-sidebar id="sb" layout="nodisplay">{menu()}</amp-sidebar><header class="amp-wp-header"><a href="/">{SITE}</a></header><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{e(s["title"])}</h1><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{e(s["author"])}</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{s["date"]}">{s["date"]}</time></div></header><div class="amp-wp-article-content">{paragraphs(s)}<amp-ad width=300></amp-ad></div><footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-category">Categories: <a href="/c">News</a></div><div class="amp-wp-comments-link"><a href="#c">Leave a Comment</a></div></footer></article><footer class="amp-wp-footer"><p><a href="#">Back to top</a></p></footer></body></html>'''


def handwritten(s):
    return f'''<html><head><meta charset=utf-8><title>{e(s["title"])}</title></head><body><h1>{e(s["title"])}</h1><p><em>{e(s["by"])} {e(s["author"])}</em></p>{paragraphs(s)}<hr><address>Back to <a href="index.html">the index</a>. Last changed {s["date"]}.</address></body></html>'''


ALL = [wordpress, blogger, newspaper, soup, utility, drupal, joomla, tables, plain, word, mediawiki, substack,
       portal, ghost, grid, nuke, amp, handwritten]
WITHOUT_BYLINE = {word, mediawiki, portal}
WITHOUT_SUBHEAD = {blogger, soup, utility, tables, plain, word, nuke}
WITH_DECK = {newspaper, substack, ghost, grid}
