"""An export of more entries than Galley reads, all but the first of them attachments."""
import pathlib

POST = "<item><title>Ice on the quay</title><wp:post_id>1</wp:post_id><wp:post_date>2026-01-05</wp:post_date>" \
       "<content:encoded><![CDATA[The quay froze on Monday.]]></content:encoded></item>\n"
OTHER = "<item><wp:post_type>attachment</wp:post_type></item>\n"
pathlib.Path("in/blog.xml").write_text("<rss><channel>\n" + POST + OTHER * 200000 + "</channel></rss>\n", encoding="utf-8")
