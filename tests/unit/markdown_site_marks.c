/* What sites have among their text, as CommonMark has it. */
#include "markdown/site_marks.h"

#include <string.h>

/* `said`: the lines of what is reported, "3 5". */
static void check(const char *text, const char *expected, const char *said) {
    g_autoptr(Report) report = report_new();
    size_t length = 0;
    g_autofree char *resolved =
        resolve_site_marks(text, strlen(text), "in/a.md", 1, report, &length);
    g_assert_cmpstr(resolved, ==, expected);
    g_assert_cmpuint(length, ==, expected != NULL ? strlen(expected) : 0);
    g_autoptr(GString) lines = g_string_new(NULL);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_assert_cmpint(each->code, ==, DIAGNOSTIC_TEMPLATE_DROPPED);
        g_string_append_printf(lines, "%s%u", i > 0 ? " " : "", each->place.line);
    }
    g_assert_cmpstr(lines->str, ==, said);
}

static void test_plain_text_is_not_copied(void) {
    check("# A\n\nB #c {d} [e](f)\n", "# A\n\nB #c {d} [e](f)\n", "");
    check("# A\n\n## B ##\n\n{: .c}\n###### \n#\n", NULL, "");
    check("", NULL, "");
}

static void test_pictures(void) {
    check("{{< figure src=\"a b.jpg\" caption=\"It's \\\"it\\\"\" alt=\"A [b]\" >}}\n",
          "![A \\[b\\]](<a b.jpg> \"It's \\\"it\\\"\")\n", "");
    check("  {% include figure.html filename='a.PNG' caption='C' %}  \n", "  ![](<a.PNG> \"C\")\n",
          "");
    check("{% img left /i/a.gif 300 200 %}\n", "![](</i/a.gif>)\n", "");
    check("{{<youtube w7Ft2y_-c>}}\n", "<https://www.youtube.com/watch?v=w7Ft2y_-c>\n", "");
    check("{{< youtube \"x<y\" >}}\n", "\n", "1");
}

static void test_code(void) {
    check("{% highlight c %}\n{% if %}\n{% endhighlight %}\na\n", "```\n{% if %}\n```\na\n", "");
    check("```\n{% a %}\n~~~\n{{ b }}\n````\n{% c %}\n", "```\n{% a %}\n~~~\n{{ b }}\n````\n\n",
          "6");
    check("    {% a %}\n", "    {% a %}\n", "");
    check("{% comment %}\na\n{% endcomment %}\nb\n", "\n\n\nb\n", "");
}

static void test_others(void) {
    check("{% include toc.html %}\r\na\n{%- include toc.html -%}\n{% include b.html %}\n",
          "\na\n\n\n", "1 4");
    check("{{% notice note %}}\na\n{{% /notice %}}\n", "\na\n\n", "1");
    check("a {{ b }} c {% d %}\n", "a {{ b }} c {% d %}\n", "");
    check("{% never closed\n{{\n{%\n", "{% never closed\n{{\n{%\n", "");
    check("{%%}\n{{}}\n", "\n\n", "1");
}

static void test_targets(void) {
    check("[a]({% post_url 2020-05-01-b %}) ![c]({{ site.url }}/d.jpg) [e]({{< ref \"f#g\" >}})\n",
          "[a](2020-05-01-b) ![c](/d.jpg) [e](f#g)\n", "");
    check("[a]({{ '/b/' | relative_url }})[c]({% link d.md %}\n", "[a](/b/)[c](d.md\n", "");
}

static void test_headings_without_space(void) {
    check("\n#Письма\n\n##One\n\n#two\n", "\n# Письма\n\n## One\n\n#two\n", "");
    check("#one #two\n", "#one #two\n", "");
    check("#!/bin/sh\n", "#!/bin/sh\n", "");
    check("a\n#######seven\n    ##code\n", "a\n#######seven\n    ##code\n", "");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markdown/site-marks/plain", test_plain_text_is_not_copied);
    g_test_add_func("/markdown/site-marks/pictures", test_pictures);
    g_test_add_func("/markdown/site-marks/code", test_code);
    g_test_add_func("/markdown/site-marks/others", test_others);
    g_test_add_func("/markdown/site-marks/targets", test_targets);
    g_test_add_func("/markdown/site-marks/headings", test_headings_without_space);
    return g_test_run();
}
