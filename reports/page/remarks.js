// What a reviewer sees and no rule has found: words of the text corrected, deleted, inserted, or commented on. Such a remark is
// a finding among the others as long as something is decided on it.

const OWN = "reviewer.remark";

// A remark that is not in the page yet; deciding on it brings it there.
function newRemark(at, id = newId()) {
  const finding = new Finding({
    ...{ id, index: -1, own: true, rule: OWN, severity: "own", confidence: "sure", kind: "reviewer" },
    ...{ speaker: speakerAt(at[0]), at, corrections: [], isThere: false },
  });
  finding.card = remarkCard(finding);
  return finding;
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Who speaks is known of findings only: of the one before in the same passage, or after.
function speakerAt(place) {
  const index = passageAt(place);
  const near = findings.filter(({ at }) => passageAt(at[0]) === index);
  return near[0]?.speaker ?? NOBODY;
}

function remarkCard({ id, at }) {
  const card = made("li", "", { id: `c-${id}`, class: "card own" });
  Object.assign(card.dataset, { severity: "own", confidence: "sure", kind: "reviewer" });
  const number = blocks[passageAt(at[0])]?.dataset.paragraph;
  card.append(
    made("a", "Added", { class: "sign own", href: `#f-${id}` }),
    made("small", number ? `paragraph ${number}` : ""),
    made("b", visible(quotedShort(asRead(at)) || "At this place")),
    made("p", "A reviewer's own remark.", { id: `d-${id}` }),
  );
  return card;
}

// Into the page and out of it

function showRemark(finding) {
  if (Boolean(finding.decided) === finding.isThere) return;
  if (finding.isThere) takeOut(finding);
  else putIn(finding);
  offerKnown();
  offerMap();
  form.hidden = !findings.length;
  renewTwins(finding);
}

function putIn(finding) {
  finding.isThere = true;
  const before = (other) => other.at[0] - finding.at[0] || other.at[1] - finding.at[1];
  const place = findings.findIndex((other) => before(other) > 0);
  const index = place < 0 ? findings.length : place;
  byId("list").insertBefore(finding.card, findings[index]?.card ?? null);
  for (const other of findings) {
    if (!overlap(finding.at, other.at)) continue;
    finding.overlapping.push(other);
    other.overlapping.push(finding);
  }
  findings.splice(index, 0, finding);
  findingById.set(finding.id, finding);
  renumber();
  markRemark(finding);
}

function takeOut(finding) {
  finding.isThere = false;
  for (const mark of finding.marks) unmark(mark, finding);
  finding.marks = [];
  for (const other of finding.overlapping) other.overlapping = other.overlapping.filter((each) => each !== finding);
  finding.overlapping = [];
  finding.card.remove();
  if (selected === finding) select(null);
  findings.splice(finding.index, 1);
  findingById.delete(finding.id);
  renumber();
}

function renumber() {
  findings.forEach((finding, index) => (finding.index = index));
  // A step among cards keeps the numbers that the page came with: those of the marks on paper.
  let number = 0;
  for (const { card, own } of findings) card.value = own ? number : (number += 1);
}

// Marks do not lie in one another: where a remark takes in another finding, its mark is of both.
function markRemark(finding) {
  // A mark that is cut holds what the page came with.
  for (const other of finding.overlapping) ownMarks(other).forEach(restore);
  for (const index of passagesOf(finding)) markIn(index, finding);
  if (!ownMarks(finding).length) {
    const first = passageAt(finding.at[0]);
    finding.marks.unshift(pointAt(finding, blocks[first], firstAt(placesShown(first), finding.at[0])));
  }
  ownMarks(finding)[0].id = `f-${finding.id}`;
  for (const other of finding.overlapping) showInText(other);
}

// The passages that a finding stands in.
function passagesOf({ at: [start, end] }) {
  const first = passageAt(start);
  return Array.from({ length: passageAt(Math.max(start, end - 1)) - first + 1 }, (_, index) => first + index);
}

function markIn(index, finding) {
  const places = placesShown(index);
  const [from, to] = finding.at.map((place) => firstAt(places, place));
  let reached = 0;
  for (const node of textNodes(blocks[index])) {
    const [start, end] = [Math.max(from, reached) - reached, Math.min(to, reached + node.length) - reached];
    reached += node.length;
    if (start < end) coverPiece(finding, node, start, end);
  }
}

function coverPiece(finding, node, start, end) {
  const mark = node.parentElement.closest("a.mark");
  if (!mark) return finding.marks.push(wrapped(finding, pieceOf(node, start, end)));
  if (findingIds(mark).includes(finding.id) && start === 0) {
    if (end < node.length) letGo(splitMark(mark, node, end), finding);
    return;
  }
  const whole = cutOut(mark, node, start, end);
  if (!findingIds(whole).includes(finding.id)) {
    whole.dataset.under = [whole.dataset.under, finding.id].filter(Boolean).join(" ");
    finding.marks.push(whole);
  }
}

// What stands beyond the remark in a mark that was cut.
function letGo(mark, finding) {
  finding.marks = finding.marks.filter((each) => each !== mark);
  dropUnder(mark, finding);
}

function dropUnder(mark, { id }) {
  const left = mark.dataset.under.split(" ").filter((each) => each !== id);
  if (left.length) mark.dataset.under = left.join(" ");
  else delete mark.dataset.under;
}

function pieceOf(node, start, end) {
  const rest = start ? node.splitText(start) : node;
  if (end - start < rest.length) rest.splitText(end - start);
  return rest;
}

function wrapped(finding, node) {
  const mark = ownMark(finding);
  node.replaceWith(mark);
  mark.append(node);
  return mark;
}

function ownMark({ id }) {
  return made("a", "", { class: "mark own", href: `#c-${id}`, "aria-describedby": `d-${id}` });
}

// A mark of which only a part is taken in becomes two or three, all of the same finding.
function cutOut(mark, node, start, end) {
  if (end < node.length) splitMark(mark, node, end);
  return start > 0 ? splitMark(mark, node, start) : isFirstIn(mark, node) ? mark : splitMark(mark, node, 0);
}

function isFirstIn(mark, node) {
  return textNodes(mark)[0] === node;
}

// What stands in a mark from a place on, in a mark of its own after it.
function splitMark(mark, node, offset) {
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEndAfter(mark.lastChild);
  const rest = mark.cloneNode(false);
  rest.removeAttribute("id");
  rest.append(range.extractContents());
  for (const empty of rest.querySelectorAll("ins:empty, del:empty")) empty.remove();
  for (const empty of mark.querySelectorAll("ins:empty, del:empty")) empty.remove();
  mark.after(rest);
  for (const id of findingIds(rest)) {
    const { marks } = findingById.get(id);
    marks.splice(marks.indexOf(mark) + 1, 0, rest);
  }
  return rest;
}

// A mark without text of its own: an insertion, or a remark on what is all marked for others.
function pointAt(finding, passage, unit) {
  const mark = ownMark(finding);
  mark.dataset.point = "";
  mark.setAttribute("aria-label", "Remark at this point");
  let reached = 0;
  for (const node of textNodes(passage)) {
    if (unit <= reached + node.length) {
      const around = node.parentElement.closest("a.mark");
      if (!around) insertAt(mark, node, unit - reached);
      else if (unit === reached && isFirstIn(around, node)) around.before(mark);
      else {
        if (unit < reached + node.length || !isLastIn(around, node)) splitMark(around, node, unit - reached);
        around.after(mark);
      }
      return mark;
    }
    reached += node.length;
  }
  passage.append(mark);
  return mark;
}

function isLastIn(mark, node) {
  return textNodes(mark).at(-1) === node;
}

function insertAt(mark, node, offset) {
  if (offset === 0) node.before(mark);
  else if (offset === node.length) node.after(mark);
  else node.splitText(offset).before(mark);
}

function unmark(mark, finding) {
  if (findingIds(mark)[0] !== finding.id) {
    dropUnder(mark, finding);
    mark.classList.remove("taken", "current");
    return;
  }
  restore(mark);
  const { parentElement } = mark;
  mark.replaceWith(...mark.childNodes);
  parentElement.normalize();
}

function renewTwins(finding) {
  for (const index of passagesOf(finding)) twinOf(blocks[index])?.replaceChildren(...originals(blocks[index]));
}

// Wherever else the same words stand, none of them being decided on.
function likeRemark(finding) {
  if (!finding.passage.trim()) return [];
  const edge = (character, side) => (/[\p{L}\p{N}]/u.test(character) ? `(?${side}[\\p{L}\\p{N}])` : "");
  const words = finding.passage.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = `${edge(finding.passage.at(0), "<!")}${words.join("\\s+")}${edge([...finding.passage].at(-1), "!")}`;
  return [...source.text.matchAll(new RegExp(pattern, "gu"))]
    .map((match) => [match.index, match.index + match[0].length])
    .filter(([start, end]) => passageAt(start) === passageAt(Math.max(start, end - 1)))
    .filter((at) => !findings.some((other) => overlap(other.at, at) && (other.own || other.decided)));
}
