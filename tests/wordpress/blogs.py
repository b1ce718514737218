"""Blogs and their exports, as real ones are shaped: each post is known word by word before any markup is put
around its words, so that what is read can be held against it."""

SPACES = {"excerpt": "http://wordpress.org/export/{}/excerpt/", "content": "http://purl.org/rss/1.0/modules/content/",
          "wfw": "http://wellformedweb.org/CommentAPI/", "dc": "http://purl.org/dc/elements/1.1/",
          "wp": "http://wordpress.org/export/{}/"}

TEXTS = {
    "en-GB": ["The council met on Monday and talked about the pier for three hours.",
              "Nobody had counted the boats before the storm came in from the north.",
              "The dockers asked for their pay and were told to come back on Friday.",
              "A letter from the owners was read aloud, and then read aloud again."],
    "es-ES": ["El consejo se reunió el lunes y habló del muelle durante tres horas.",
              "Nadie había contado los barcos antes de que llegara la tormenta del norte.",
              "Los estibadores pidieron su paga y les dijeron que volvieran el viernes.",
              "Se leyó en voz alta una carta de los dueños, y después otra vez."],
    "ru-RU": ["Совет собрался в понедельник и три часа говорил о причале.",
              "Никто не сосчитал лодки до того, как с севера пришла буря.",
              "Грузчики потребовали плату, и им велели прийти в пятницу.",
              "Письмо хозяев прочли вслух, а потом прочли вслух ещё раз."],
    "ar": ["اجتمع المجلس يوم الاثنين وتحدث عن الرصيف ثلاث ساعات.",
           "لم يحص أحد القوارب قبل أن تأتي العاصفة من الشمال.",
           "طلب عمال الميناء أجورهم فقيل لهم أن يعودوا يوم الجمعة.",
           "قرئت رسالة من المالكين بصوت عال ثم قرئت مرة أخرى."],
    "ja": ["月曜日に議会が開かれ、三時間にわたって桟橋のことが話し合われた。",
           "北から嵐が来る前に、船を数えた者は誰もいなかった。",
           "港の労働者は賃金を求めたが、金曜日に来るようにと言われた。",
           "所有者からの手紙が読み上げられ、もう一度読み上げられた。"],
}
TITLES = {"en-GB": "The pier", "es-ES": "El muelle", "ru-RU": "Причал", "ar": "الرصيف", "ja": "桟橋"}
UNFILED = {"en-GB": "Uncategorized", "es-ES": "Sin categoría", "ru-RU": "Без рубрики", "ar": "غير مصنف",
           "ja": "未分類"}


class Post:
    def __init__(self, number, language, shape):
        texts = TEXTS[language]
        self.number = number
        self.language = language
        self.title = f"{TITLES[language]} {number}"
        self.paragraphs = [texts[(number + i) % len(texts)] for i in range(3)]
        self.content = shape(self.paragraphs)
        self.status, self.kind, self.author = "publish", "post", "desk"
        self.date = f"2024-{1 + number % 12:02}-{1 + number % 27:02} 09:{number % 60:02}:00"

    @property
    def words(self):
        return " ".join(self.paragraphs).split()


def classic(paragraphs):
    first, second, third = paragraphs
    return (f"{first}\r\n\r\n<em>{second}</em>\r\n<!--more-->\r\n"
            f'[caption id="attachment_9" align="alignright" width="300"]<img src="http://blog.example/wp-content/'
            f'uploads/2024/05/pier.jpg" alt="" width="300" height="200" /> {third}[/caption]\r\n')


def blocks(paragraphs):
    first, second, third = paragraphs
    return (f"<!-- wp:paragraph {{\"dropCap\":true}} -->\n<p class=\"has-drop-cap\">{first}</p>\n<!-- /wp:paragraph -->\n\n"
            f"<!-- wp:columns -->\n<div class=\"wp-block-columns\"><!-- wp:column -->\n<div class=\"wp-block-column\">"
            f"<!-- wp:paragraph -->\n<p>{second}</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:column --></div>\n"
            f"<!-- /wp:columns -->\n\n<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><p>{third}</p>"
            f"</blockquote>\n<!-- /wp:quote -->\n\n<!-- wp:spacer -->\n<div style=\"height:100px\" aria-hidden=\"true\" "
            f"class=\"wp-block-spacer\"></div>\n<!-- /wp:spacer -->")


def gallery(paragraphs):
    first, second, third = paragraphs
    return (f"<p>{first}</p>\n<p>{second}</p>\n[gallery type=\"rectangular\" ids=\"901,902\"]\n"
            f"[su_box title=\"Note\" style=\"soft\"]{third}[/su_box]\n[contact-form-7 id=\"4\" title=\"Write\"]")


def notes(paragraphs):
    first, second, third = paragraphs
    return f"{first}\n\n{second}[efn_note]{third}[/efn_note]"


SHAPES = {"classic": classic, "blocks": blocks, "gallery": gallery, "notes": notes}


def cdata(text):
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def item(post):
    unfiled = UNFILED[post.language]
    return (f"<item>\n<title>{post.title}</title>\n<link>http://blog.example/{post.number}/</link>\n"
            f"<pubDate>Mon, 06 May 2024 09:00:00 +0000</pubDate>\n<dc:creator>{cdata(post.author)}</dc:creator>\n"
            f"<guid isPermaLink=\"false\">http://blog.example/?p={post.number}</guid>\n<description></description>\n"
            f"<content:encoded>{cdata(post.content)}</content:encoded>\n<excerpt:encoded>{cdata('')}</excerpt:encoded>\n"
            f"<wp:post_id>{post.number}</wp:post_id>\n<wp:post_date>{cdata(post.date)}</wp:post_date>\n"
            f"<wp:comment_status>open</wp:comment_status>\n<wp:post_name>{cdata(f'post-{post.number}')}</wp:post_name>\n"
            f"<wp:status>{cdata(post.status)}</wp:status>\n<wp:post_parent>0</wp:post_parent>\n"
            f"<wp:post_type>{cdata(post.kind)}</wp:post_type>\n<wp:post_password></wp:post_password>\n"
            f"<category domain=\"category\" nicename=\"x\">{cdata(unfiled)}</category>\n"
            f"<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>{cdata('1')}</wp:meta_value></wp:postmeta>\n"
            f"<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>{cdata('Nobody reads <title>this</title>.')}"
            f"</wp:comment_content></wp:comment>\n</item>\n")


def export(posts, version="1.2", language="en-GB", with_spaces=True, extra=""):
    spaces = "".join(f' xmlns:{name}="{address.format(version)}"' for name, address in SPACES.items())
    return (f'<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/6.4" -->\n'
            f'<rss version="2.0"{spaces if with_spaces else ""}>\n<channel>\n<title>The Harbour Blog</title>\n'
            f"<link>http://blog.example</link>\n<description>Words &amp; boats</description>\n"
            f"<language>{language}</language>\n<wp:wxr_version>{version}</wp:wxr_version>\n"
            f"<wp:base_blog_url>http://blog.example</wp:base_blog_url>\n"
            f"<wp:author><wp:author_login>desk</wp:author_login><wp:author_display_name>{cdata('The Harbour Desk')}"
            f"</wp:author_display_name></wp:author>\n{extra}" + "".join(map(item, posts)) + "</channel>\n</rss>\n")


def blog(language="en-GB", shape="classic", count=8):
    return [Post(number + 1, language, SHAPES[shape]) for number in range(count)]
