"""Word's own dialect, feature by feature: PYTHONPATH=../../diagnostics python3 make.py in/01-word.docx"""
import sys
import document as d, struct, zlib
def png(w=300,h=200):
    def ch(t,b): return struct.pack('>I',len(b))+t+b+struct.pack('>I',zlib.crc32(t+b))
    raw=b''.join(b'\0'+bytes([120,160,200])*w for _ in range(h))
    return b'\x89PNG\r\n\x1a\n'+ch(b'IHDR',struct.pack('>IIBBBBB',w,h,8,2,0,0,0))+ch(b'IDAT',zlib.compress(raw,9))+ch(b'IEND',b'')
def r(t,pr=''): return f'<w:r>{"<w:rPr>"+pr+"</w:rPr>" if pr else ""}<w:t xml:space="preserve">{t}</w:t></w:r>'
def p(*runs,pr=''): return f'<w:p>{"<w:pPr>"+pr+"</w:pPr>" if pr else ""}{"".join(runs)}</w:p>'
def st(s): return f'<w:pStyle w:val="{s}"/>'
def num(i,l=0): return f'<w:numPr><w:ilvl w:val="{l}"/><w:numId w:val="{i}"/></w:numPr>'
STY=d.STYLES+'''
<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mein Zwischentitel"/><w:basedOn w:val="Heading1"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Zitat"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Poem"><w:name w:val="Poem"/></w:style>
<w:style w:type="paragraph" w:styleId="By"><w:name w:val="Byline"/></w:style>
<w:style w:type="character" w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
'''
def lvl(i,fmt,txt,start=1): return f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{txt}"/><w:pPr><w:ind w:left="{720*(i+1)}" w:hanging="360"/></w:pPr></w:lvl>'
NUM=f'''<w:abstractNum w:abstractNumId="0">{lvl(0,"decimal","%1.")}{lvl(1,"lowerLetter","%2)")}{lvl(2,"lowerRoman","%3.")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{lvl(0,"bullet","")}{lvl(1,"bullet","o")}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{lvl(0,"decimal","Article %1:")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'''
def pict(rid,descr,cy=3000000,kind='inline'):
    return f'<w:r><w:drawing><wp:{kind}><wp:extent cx="5000000" cy="{cy}"/><wp:docPr id="1" name="Picture 1" descr="{descr}"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:embed="{rid}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>'
def fld(instr,res): return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{instr}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{res}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
body=''.join([
 p(r('The harbour '),r('wall'),pr=st('Title')),
 p(r('What the sea took in one night'),pr=st('Untertitel')),
 p(r('By Herman Melville and Jack London'),pr=st('By')),
 p(r('W'),pr='<w:framePr w:dropCap="drop" w:lines="3"/>'),
 p(r('hen the '),r('wall ','<w:i/>'),r('fell','<w:i/>'),r(' in ','<w:i/><w:b/>'),r('April','<w:b/>'),r(', H'),r('2','<w:vertAlign w:val="subscript"/>'),r('O rose. '),r('Emph','<w:rStyle w:val="Em"/>'),r(' roman','<w:rStyle w:val="Em"/><w:i w:val="0"/>'),r(' Nato','<w:smallCaps/>'),r(' bonjour','<w:lang w:val="fr-FR"/>'),r(' gone','<w:strike/>'),r(' under','<w:u w:val="single"/>'),r(' notunder','<w:u w:val="none"/>'),
   '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',r(' and'),'<w:r><w:endnoteReference w:id="2"/></w:r>',r('.')),
 p(r('Mein Kapitel'),pr=st('Mine')),
 p(r('Cyclic style.'),pr=st('A')),
 p(r('one'),pr=num(1)),p(r('two'),pr=num(1)),p(r('inner'),pr=num(1,1)),p(r('inner two'),pr=num(1,1)),p(r('deep'),pr=num(1,2)),p(r('goes on'),pr='<w:ind w:left="720"/>'),p(r('three'),pr=num(1)),
 p(r('Between.')),p(r('four'),pr=num(1)),p(r('seven'),pr=num(3)),p(r('eight'),pr=num(3)),p(r('dot'),pr=num(2)),p(r('dash'),pr=num(2,1)),
 p(r('First article'),pr=num(4)),p(r('Second'),pr=num(4)),
 p(r('Quoted one'),pr=st('Q')),p(r('Quoted two'),pr=st('Q')),
 p(r('Roses are red'),pr=st('Poem')),p(r('Violets are blue'),pr=st('Poem')),p(pr=st('Poem')),p(r('Second stanza'),'<w:r><w:br/></w:r>',r('its line'),pr=st('Poem')),
 p(pict('rId10','Two boats at the pier')),p(r('Figure '),fld(' SEQ Figure \\* ARABIC ',r('1')),r(': The pier'),pr=st('Cap')),
 p(r('With '),pict('rId10','a sign',cy=200000),r(' inside.')),
 p('<w:r><w:pict><v:shape style="width:200pt;height:150pt" alt="An old photograph"><v:imagedata r:id="rId10" o:title="C:\\Users\\Melville\\x"/></v:shape></w:pict></w:r>'),
 p(r('Table 1: Catches'),pr=st('Cap')),
 '<w:tbl><w:tblPr/><w:tblGrid/>'
 '<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'+p(r('Wide'))+'</w:tc><w:tc>'+p(r('C'))+'</w:tc></w:tr>'
 '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'+p(r('tall'))+'</w:tc><w:tc>'+p(r('b1'),pr='<w:jc w:val="right"/>')+'</w:tc><w:tc>'+p(r('c1'))+p(r('c1 second'))+'</w:tc></w:tr>'
 '<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>'+p()+'</w:tc><w:tc>'+p(r('b2'))+'</w:tc><w:tc><w:tbl><w:tr><w:tc>'+p(r('nested'))+'</w:tc></w:tr></w:tbl>'+p()+'</w:tc></w:tr>'
 '<w:tr><w:trPr><w:del w:id="9" w:author="Melville"/></w:trPr><w:tc>'+p(r('deleted row'))+'</w:tc></w:tr></w:tbl>',
 p('<w:hyperlink r:id="rId11"><w:r><w:t>Out</w:t></w:r></w:hyperlink>',r(' '),'<w:hyperlink w:anchor="here"><w:r><w:t>to here</w:t></w:r></w:hyperlink>',r(' '),fld('HYPERLINK "https://example.org/field" \\o "tip"',r('field','<w:u w:val="single"/>')),r(' '),fld('REF here \\h',r('the place')),r(' page '),fld('PAGEREF here',r('12'))),
 p('<w:bookmarkStart w:id="1" w:name="here"/>',r('Here it is.'),'<w:bookmarkEnd w:id="1"/>'),
 p(r('Del '),'<w:del w:id="3" w:author="Melville"><w:r><w:delText>gone</w:delText></w:r></w:del>',pr='<w:rPr><w:del w:id="4" w:author="M"/></w:rPr>'),p(r('merged.')),
 p('<w:smartTag w:element="place"><w:smartTagPr/><w:r><w:t>Lima</w:t></w:r></w:smartTag>',r(' and '),'<w:sdt><w:sdtPr><w:alias w:val="Melville"/></w:sdtPr><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>','<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>'),
 p(r('Box: '),'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="3" name="Box"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>'+p(r('In the box'))+p(r('twice'))+'</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>'+p(r('In the box'))+p(r('twice'))+'</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>',r('after.')),
 p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',r(' '),'<w:r><w:sym w:font="Symbol" w:char="F061"/><w:t>tab</w:t><w:tab/><w:t>bed</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>'),
 p('<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>とう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r>',r('京')),
 p(r('line'),'<w:r><w:br/></w:r>',r('break'),'<w:r><w:br w:type="page"/></w:r>',r('page')),
 p(pr='<w:pBdr><w:bottom w:val="single"/></w:pBdr>'),
 p(r('مرحبا بالعالم','<w:rtl/>'),pr='<w:bidi/>'),
 p(r('It costs 5 â‚¬ in the cafÃ©, donâ€™t'),r(' you')),
])
FN='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">'+p('<w:r><w:footnoteRef/></w:r>',r(' The wall stood since '),r('1911','<w:i/>'),r('.'))+'</w:footnote>'
EN='<w:endnote w:id="2">'+p(r('An endnote.'))+p(r('Its second.'))+'</w:endnote>'
strict=len(sys.argv)>2
d.write_docx(sys.argv[1],body,styles=STY,numbering=NUM,footnotes=FN,endnotes=EN,strict=strict,links=[('rId10','image','media/image1.png'),('rId11','hyperlink','https://example.org/out','External')],media={'media/image1.png':png()},properties=d.core('Old title','Herman Melville'))
