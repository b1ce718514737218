"""A document that Word has locked with a password: an OLE file that holds an encrypted package."""
with open("in/01-boats.docx", "wb") as file:
    file.write(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1024))
