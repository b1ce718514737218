"""A page that is encrypted by somebody's lending system."""
import book

ENCRYPTION = """<?xml version="1.0" encoding="utf-8"?>
<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">
<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
<CipherData><CipherReference URI="EPUB/two.xhtml"/></CipherData>
</EncryptedData>
</encryption>
"""
contents = book.parts(two="no XML any more")
contents["META-INF/encryption.xml"] = ENCRYPTION
book.write("book.epub", contents)
