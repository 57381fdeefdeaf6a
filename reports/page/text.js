// The document's text. The page shows it once; what it does not show, or shows by a sign, comes with the data.

const byId = (id) => document.getElementById(id);
const source = byId("data") ? JSON.parse(byId("data").textContent) : { between: [""], unseen: {}, findings: [] };
// Before anything is added to the page: what it shows is as it came. A document that cannot be read has none.
const blocks = [...document.querySelectorAll("article#document > :is(p, h3)")];
putTogether();

// The whole text, the places where each passage begins and ends, and the wraps inside words, in code units.
function putTogether() {
  const parts = [];
  let length = 0;
  const add = (text) => {
    parts.push(text);
    length += text.length;
  };
  Object.assign(source, { passages: [], ends: [], joins: [] });
  blocks.forEach((block, index) => {
    add(source.between[index]);
    source.passages.push(length);
    const shown = shownText(block);
    let reached = 0;
    for (const [at, count, text] of source.unseen[index] ?? []) {
      add(withLineEnds(shown.slice(reached, at)));
      if (!count && text) source.joins.push([length, length + text.length]);
      add(text);
      reached = at + count;
    }
    add(withLineEnds(shown.slice(reached)));
    source.ends.push(length);
  });
  add(source.between[blocks.length]);
  source.text = parts.join("");
}

function withLineEnds(text) {
  return source.newline === "\r\n" ? text.replaceAll("\n", "\r\n") : text;
}

function shownText(passage) {
  if (!passage.querySelector("ins, small")) return passage.textContent;
  return textNodes(passage)
    .map((node) => node.data)
    .join("");
}

// The pieces of text of a passage as the document has it, insertions and our own remarks aside.
function textNodes(passage) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("ins, small") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

// Code points, in which files of decisions count, and code units, in which a browser does.

let pairs = null;

// The places of what takes two code units.
function beyond() {
  pairs ??= [...source.text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((match) => match.index);
  return pairs;
}

function codePoints(place) {
  return place - firstAt(beyond(), place);
}

function codeUnits(count) {
  const places = beyond();
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] - middle < count) low = middle + 1;
    else high = middle;
  }
  return Math.min(count + low, source.text.length);
}

// The first of the places, which are in order, that is not before one.
function firstAt(places, place) {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] >= place) high = middle;
    else low = middle + 1;
  }
  return low;
}
