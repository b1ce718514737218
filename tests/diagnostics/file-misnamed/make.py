"""An OpenDocument text that somebody called a Word document."""
import document

document.write_odt("in/01-boats.docx", "<text:h>The boats</text:h><text:p>They came in.</text:p>")
