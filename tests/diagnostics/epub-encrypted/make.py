"""A page under a lock: what it holds cannot be told."""
import book

ENCRYPTION = """<?xml version="1.0" encoding="utf-8"?>
<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
<enc:EncryptedData><enc:CipherData><enc:CipherReference URI="EPUB/two.xhtml"/></enc:CipherData></enc:EncryptedData>
</encryption>
"""
book.write("book.epub", {**book.parts(two="no XML at all"), "META-INF/encryption.xml": ENCRYPTION})
