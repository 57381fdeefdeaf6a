// The recording of a transcript: a click on a time, or a key, plays the passage. Nothing is fetched but the file named.

const spoken = JSON.parse(document.getElementById("times").textContent);
const media = document.getElementById("media");
const LEAD = 0.4; // Seconds before and after a passage: recognisers cut words.
let stopAt = null;

function startRecording() {
  document.getElementById("recording").hidden = false;
  for (const passage of document.querySelectorAll("p[data-time], h3[data-time]")) addListening(passage);
  document.addEventListener("click", listenTo, { capture: true });
  document.getElementById("media-file")?.addEventListener("change", chooseMedia);
  media.addEventListener("timeupdate", passTime);
  media.addEventListener("error", () => tellNow("This recording cannot be played here."));
}

// The time becomes a button; without a script it is written beside the text.
function addListening(passage) {
  passage.prepend(listenButton(secondsOf(passage.dataset.time), null));
}

// A button that plays from a time to another, in seconds. Its label is no text of the document: the style writes it.
function listenButton(from, to) {
  const button = document.createElement("button");
  const time = clock(from * 1000, ".").slice(0, 8);
  Object.assign(button, { type: "button", className: "listen" });
  Object.assign(button.dataset, { time, from, to: to ?? "" });
  button.setAttribute("aria-label", `Listen from ${time}`);
  return button;
}

// Copies of buttons work too.
function listenTo(event) {
  const button = event.target.closest?.(".listen");
  if (!button) return;
  event.stopPropagation();
  event.preventDefault();
  play(Number(button.dataset.from), button.dataset.to === "" ? null : Number(button.dataset.to));
}

function chooseMedia(event) {
  const [file] = event.target.files;
  if (!file) return;
  media.src = URL.createObjectURL(file);
  media.hidden = false;
}

// From a time to another, in seconds; to the end where there is none.
function play(from, to) {
  if (!media.currentSrc && !media.src) return tellNow("Choose the recording first.");
  stopAt = to === null ? null : to + LEAD;
  media.currentTime = Math.max(0, from - LEAD);
  media.play().catch(() => tellNow("This recording cannot be played here."));
}

function passTime() {
  tellNow(clock(media.currentTime * 1000, ".").slice(0, 8));
  if (stopAt !== null && media.currentTime >= stopAt) {
    media.pause();
    stopAt = null;
  }
}

function playOrPause(from, to) {
  if (media.paused) play(from, to);
  else media.pause();
}

function tellNow(text) {
  document.getElementById("now").textContent = text;
}

// "1:02:03.5", "2:03" and "63" in seconds; what is no time is none.
function secondsOf(text) {
  if (!/^\s*\d+(:\d{1,2}){0,2}([.,]\d+)?\s*$/.test(text)) return null;
  return text
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

function clock(milliseconds, mark) {
  const whole = Math.round(milliseconds);
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const time = `${two(whole / 3_600_000)}:${two((whole / 60_000) % 60)}:${two((whole / 1000) % 60)}`;
  return `${time}${mark}${String(whole % 1000).padStart(3, "0")}`;
}

// The cue that holds a place of the text, or the last before it.
function cueAt(place) {
  return spoken.cues.findLast(([start]) => start <= place) ?? spoken.cues[0];
}
