/* Writes a book with a print edition's page list for the judges, since no command makes one yet:
 * page_map LANGUAGE BOOK.epub */
#include "../unit/epub_fixture.h"

#include "model/vocabulary.h"

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("page_map LANGUAGE BOOK.epub\n", stderr);
        return 2;
    }
    vocabulary_begin();
    Issue *issue = issue_of_harbour(argv[1]);
    issue->series_position = g_strdup("118");
    issue->settings.issn = g_strdup("1234-5679");
    issue->cover = add_picture(issue, "boat.png", PICTURE_PNG, boat_png, sizeof boat_png);
    issue->count.pictures = 1;
    Article *tides = issue->articles->pdata[0];
    const Article *thanks = issue->articles->pdata[2];
    add_figure(tides, issue->cover, "A boat");
    g_autoptr(PageMap) map = page_map_new("The Harbour Bell no 118, print edition, 2026-11-24");
    page_map_add(map, "tides", tree_body(tides->tree)->children->children, 0, "ii");
    page_map_add(map, "tides", tree_body(tides->tree)->children->children, 9, "1");
    page_map_add(map, "thanks", tree_body(thanks->tree)->children, 0, "2");
    issue_seal(issue);
    close(g_creat(argv[2], 0644));
    write_to(issue, map, argv[2], NULL);
    issue_free(issue);
    vocabulary_end();
    return 0;
}
