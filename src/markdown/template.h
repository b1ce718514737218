/* One tag of Jekyll's Liquid (`{% include figure.html src="a.jpg" %}`, `{{ site.url }}`) or one of
 * Hugo's shortcodes (`{{< figure src="a.jpg" >}}`, `{{% notice %}}`): what it says to a page that
 * runs nothing. */
#ifndef GALLEY_MARKDOWN_TEMPLATE_H
#define GALLEY_MARKDOWN_TEMPLATE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *words, *words_end; /* what stands between its signs */
    const char *end;               /* past its closing sign */
    bool is_output;                /* `{{ … }}`: the value of something */
} Template;

typedef enum {
    TEMPLATE_CODE_BEGINS,    /* `{% highlight ruby %}` */
    TEMPLATE_COMMENT_BEGINS, /* `{% comment %}` */
    TEMPLATE_ENDS,           /* `{% endhighlight %}`, `{{% /notice %}}` */
    TEMPLATE_OTHER,
} TemplateKind;

/* Is there one at `at` that ends before `limit`? */
bool template_at(const char *at, const char *limit, Template *found);

TemplateKind template_kind(const Template *found);

/* Its name, `figure` of `{{< figure … >}}`, `include toc.html`. Caller frees. */
char *template_name(const Template *found);

/* The picture or the link that it stands for as Markdown; NULL if it is neither. Caller frees. */
char *template_markdown(const Template *found);

/* In a link's target: what it names, "" if it only says where the site is. Caller frees. */
char *template_target(const Template *found);

#endif
