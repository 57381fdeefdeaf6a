// Places in the page to places in the document's text and back. What the page does not show, the blanks and hyphens of a wrap
// inside a word, has no place of its own.

// The places in the text of all that a passage shows, one a code unit; the last is its end.
const shownPlaces = new Map();

function placesShown(index) {
  if (!shownPlaces.has(index)) shownPlaces.set(index, [...placesOf(source.passages[index], passageEnd(index))]);
  return shownPlaces.get(index);
}

function passageEnd(index) {
  return source.ends[index];
}

function* placesOf(start, end) {
  let place = start;
  while (place < end) {
    const joined = source.joins[joinFrom(place)];
    if (joined?.[0] === place) {
      place = joined[1];
      continue;
    }
    const length = source.text.startsWith("\r\n", place) ? 2 : String.fromCodePoint(source.text.codePointAt(place)).length;
    const shown = visible(source.text.slice(place, place + length));
    for (let unit = 0; unit < shown.length; unit += 1) yield shown.length === length ? place + unit : place;
    place += length;
  }
  yield end;
}

// A passage as it is read, without the wraps inside words.
function asRead([start, end]) {
  let text = "";
  let place = start;
  for (let index = joinFrom(start); index < source.joins.length && source.joins[index][0] < end; index += 1) {
    text += source.text.slice(place, source.joins[index][0]);
    place = source.joins[index][1];
  }
  return text + source.text.slice(place, end);
}

// The first wrap inside a word that does not end before a place.
function joinFrom(place) {
  let [low, high] = [0, source.joins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (source.joins[middle][1] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The passage that holds a place; between two, the one before.
function passageAt(place) {
  let [low, high] = [0, source.passages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (source.passages[middle] <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

// What is selected of the document: { index, at }, or null; index is that of the passage in which it begins.
function selectedPlace() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(byId("document"))) return null;
  const touched = passagesTouched(range);
  if (!touched.length) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  const at = trimmed(placeIn(first, range, 0), placeIn(last, range, 1));
  return at[0] < at[1] ? { index: first, at } : null;
}

// The passages of which something is selected, one after another.
function passagesTouched(range) {
  const touched = [];
  for (let index = Math.max(0, blockOf(range.startContainer)); index < blocks.length; index += 1) {
    const shown = [blocks[index], twinOf(blocks[index])].filter((each) => each && range.intersectsNode(each));
    if (shown.some((each) => lies(range, each))) touched.push(index);
    else if (!shown.length && touched.length) break;
  }
  return touched;
}

function blockOf(node) {
  const block = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("#document > :is(p, h3)");
  if (!block) return -1;
  return blocks.indexOf(block.classList.contains("twin") ? block.nextElementSibling : block);
}

// The original of a passage, which stands before it where both are shown side by side.
function twinOf(block) {
  const twin = block.previousElementSibling;
  return twin?.classList.contains("twin") ? twin : null;
}

// Where a range begins (0) or ends (1) in the text, in a passage that it touches.
function placeIn(index, range, end) {
  const places = placesShown(index);
  const twin = twinOf(blocks[index]);
  const shown = twin?.contains(end ? range.endContainer : range.startContainer) ? twin : blocks[index];
  return places[Math.min(within(range, shown)[end], places.length - 1)];
}

function lies(range, passage) {
  const [start, end] = within(range, passage);
  return start < end;
}

// How many code units of a passage stand before either end of a range.
function within(range, passage) {
  const ends = [0, 0];
  let reached = 0;
  for (const node of textNodes(passage)) {
    const { length } = node;
    ends[0] = edge(range, node, ends[0], reached, [range.startContainer, range.startOffset], "start");
    ends[1] = edge(range, node, ends[1], reached, [range.endContainer, range.endOffset], "end");
    reached += length;
  }
  return ends;
}

function edge(range, node, before, reached, [container, offset], side) {
  if (container === node) return reached + offset;
  const isBefore = side === "start" ? range.comparePoint(node, node.length) < 0 : range.comparePoint(node, 0) <= 0;
  return isBefore ? reached + node.length : before;
}

// Blanks at either end come with a double click; they are meant where they are all there is.
function trimmed(start, end) {
  const text = source.text.slice(start, end);
  if (!text.trim()) return [start, end];
  return [start + text.length - text.trimStart().length, end - text.length + text.trimEnd().length];
}

// The words around a place, as a decision on it names them: qa/engine/anchor.py says how.

const ANCHOR = { words: 4, reach: 120, window: 1_000 };

function wordsAround([start, end]) {
  const head = wordsOf([...source.text.slice(Math.max(0, start - 2 * ANCHOR.window), start)].slice(-ANCHOR.window).join(""));
  const tail = wordsOf([...source.text.slice(end, end + 2 * ANCHOR.window)].slice(0, ANCHOR.window).join(""));
  const before = [...head.slice(-ANCHOR.words - (head.at(-1) === "" ? 1 : 0)).join(" ")].slice(-ANCHOR.reach).join("");
  const after = [...tail.slice(0, ANCHOR.words + (tail[0] === "" ? 1 : 0)).join(" ")].slice(0, ANCHOR.reach).join("");
  return { before, after };
}

function wordsOf(text) {
  return evened(`|${text}|`).slice(1, -1).split(" ");
}
