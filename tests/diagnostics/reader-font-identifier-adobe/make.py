"""An obfuscated font in a book that is known by an address."""
import reader_book

ENCRYPTION = """<?xml version="1.0" encoding="utf-8"?>
<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>
<enc:CipherData><enc:CipherReference URI="EPUB/type.otf"/></enc:CipherData></enc:EncryptedData>
</encryption>
"""
IDENTIFIER = "urn:uuid:6f2f3c1e-6a57-5c0e-8a3e-0d5c1f0b7a11"
reader_book.write(package=reader_book.with_item("type.otf", "font/otf").replace(IDENTIFIER, "https://paper.example/1"),
                  ncx=reader_book.NCX.replace(IDENTIFIER, "https://paper.example/1"),
                  more={"EPUB/type.otf": "not a font that is looked into", "META-INF/encryption.xml": ENCRYPTION,
                        "META-INF/com.apple.ibooks.display-options.xml": "<display_options/>"})
