// Typst as one process from source to file: typst.mjs DIRECTORY SOURCE FONTS FILE.
import { writeFileSync } from "node:fs";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const [directory, source, fonts, file] = process.argv.slice(2);
const compiler = NodeCompiler.create({ workspace: directory, fontArgs: [{ fontPaths: [fonts] }] });
writeFileSync(file, compiler.pdf({ mainFilePath: source }));
