// What is left of a comparison as a Word file, open changes tracked: WordprocessingML in an archive whose members are stored.

const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
  return byte;
});

// The members that do not depend on the text are written into the page; "word/document.xml" says where the text goes.
function wordFile() {
  const { members, body } = JSON.parse(byId("word-parts").textContent);
  const written = { ...members, "word/document.xml": members["word/document.xml"].replace(body, () => wordBody()) };
  return archive(Object.entries(written).map(([name, content]) => ({ name, data: new TextEncoder().encode(content) })));
}

function wordBody() {
  const date = new Date().toISOString().replace(/\.\d+/, "");
  let number = 0;
  const identity = (change) => {
    number += 1;
    return `w:id="${number}" w:author="transcript-qa ${change?.changeClass ?? "form"}" w:date="${date}"`;
  };
  return resultParagraphs(true).map((paragraph) => wordParagraph(paragraph, identity)).join("");
}

function wordParagraph({ stretches, isHeading, end, endChange }, identity) {
  const style = isHeading ? '<w:pStyle w:val="Heading1"/>' : "";
  const mark = end === "kept" ? "" : `<w:rPr><w:${end} ${identity(endChange)}/></w:rPr>`;
  const runs = stretches.filter(({ text }) => text).map(({ text, fate, change }) => {
    const name = fate === "del" ? "w:delText" : "w:t";
    const run = `<w:r><${name} xml:space="preserve">${forXml(text)}</${name}></w:r>`;
    return fate === "kept" ? run : `<w:${fate} ${identity(change)}>${run}</w:${fate}>`;
  });
  return `<w:p>${style || mark ? `<w:pPr>${style}${mark}</w:pPr>` : ""}${runs.join("")}</w:p>`;
}

// XML carries no control characters.
function forXml(text) {
  const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text.replace(/[&<>]/g, (sign) => named[sign]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}

// An archive (APPNOTE 4.3): each member behind its header, then the list of all, then where the list is. Times are those of
// 1980, for an archive has no better word for none.
function archive(files) {
  const parts = [];
  const entries = [];
  let place = 0;
  for (const { name, data } of files) {
    const nameBytes = new TextEncoder().encode(name);
    const common = [20, 0x800, 0, 0, 0x21, crc(data), data.length, data.length, nameBytes.length, 0];
    const header = fields([4, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2], [0x04034b50, ...common]);
    const widths = [4, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4];
    entries.push(fields(widths, [0x02014b50, 20, ...common, 0, 0, 0, 0, place]), nameBytes);
    parts.push(header, nameBytes, data);
    place += header.length + nameBytes.length + data.length;
  }
  const size = entries.reduce((sum, each) => sum + each.length, 0);
  const end = fields([4, 2, 2, 2, 2, 4, 4, 2], [0x06054b50, 0, 0, files.length, files.length, size, place, 0]);
  return new Blob([...parts, ...entries, end]);
}

// Numbers of these widths in bytes, the lowest byte first.
function fields(widths, numbers) {
  return Uint8Array.from(widths.flatMap((width, index) => Array.from({ length: width }, (_, byte) => (numbers[index] >>> (8 * byte)) & 255)));
}

function crc(data) {
  let sum = 0xffffffff;
  for (const byte of data) sum = CRC_TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
