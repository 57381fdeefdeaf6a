// Of a transcript: a key that plays the selected finding, a filter by time, and the text with the decisions as captions.

startRecording();
KEYS.l = listen;
if (byId("time-to")) byId("time-to").placeholder = lastTime();
LIMITS.push(isInTime);
for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", () => saveFile(exportName(button.dataset.export), EXPORTS[button.dataset.export](), "text/plain"));
}
for (const finding of findings) addTime(finding);

function lastTime() {
  return clock(Math.max(0, ...spoken.cues.map(([, , from, to]) => to ?? from ?? 0)), ".").slice(0, 8);
}

function listen() {
  const [, , from, to] = cueAt(selected ? selected.at[0] : 0);
  playOrPause((from ?? 0) / 1000, selected && to !== null ? to / 1000 : null);
}

// A button on the card of a finding.
function addTime(finding) {
  const [, , from, to] = cueAt(finding.at[0]);
  if (from === null) return;
  finding.card.append(listenButton(from / 1000, to === null ? null : to / 1000));
}

function isInTime(finding) {
  const [, , begin, end] = cueAt(finding.at[0]);
  const [from, to] = ["time-from", "time-to"].map((id) => secondsOf(byId(id)?.value ?? ""));
  if (begin === null) return from === null && to === null;
  return (from === null || (end ?? begin) / 1000 >= from) && (to === null || begin / 1000 <= to);
}

// What each cue says with the decisions. An edit over several cues keeps its lines, or stands in the first.
function cueTexts() {
  const texts = spoken.cues.map(([start, end]) => ({ start, end, parts: [], reached: start }));
  for (const { finding, at } of editsInOrder()) {
    const touched = texts.filter(({ start, end }) => start < at[1] && at[0] < end);
    const lines = outcome(finding).split("\n");
    touched.forEach((cue, index) => {
      const isKept = lines.length === touched.length;
      cue.parts.push(source.text.slice(cue.reached, Math.max(at[0], cue.start)));
      cue.parts.push(isKept ? lines[index] : index === 0 ? lines.join(" ") : "");
      cue.reached = Math.min(at[1], cue.end);
    });
  }
  return texts.map(({ parts, reached, end }) => (parts.join("") + source.text.slice(reached, end)).trim());
}

// Pieces of one cue that several persons share are one cue again.
function exportedCues() {
  const made = [];
  const texts = cueTexts();
  spoken.cues.forEach(([, , begin, end, number], index) => {
    const last = made.at(-1);
    if (last?.number === number) last.lines.push(texts[index]);
    else made.push({ number, begin, end, lines: [texts[index]] });
  });
  return made.filter(({ begin }) => begin !== null);
}

const escapedCue = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const shownLines = (lines) => lines.join("\n").replaceAll(/\n\s*\n/g, "\n").trim();
const EXPORTS = {
  vtt: () =>
    `WEBVTT\n\n${exportedCues()
      .map(({ begin, end, lines }) => `${clock(begin, ".")} --> ${clock(end ?? begin, ".")}\n${escapedCue(shownLines(lines))}\n`)
      .join("\n")}`,
  srt: () =>
    exportedCues()
      .map(({ begin, end, lines }, index) => `${index + 1}\n${clock(begin, ",")} --> ${clock(end ?? begin, ",")}\n${shownLines(lines)}\n`)
      .join("\n"),
  txt: () => `${correctedText().replaceAll(/(?<!\n)\n(?!\n)/g, " ")}\n`,
};

function exportName(ending) {
  return `${fileName("text").replace(/\.corrected.*$/, "")}.corrected.${ending}`;
}
