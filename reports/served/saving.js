// Decisions saved by the review server as they are made, and what is decided in other tabs shown here.

const INTERVAL = 1_500;
const SLOWEST = 10_000;
const STATES = { saved: "Saved", saving: "Saving …", lost: "Not saved: no answer", halted: "Not saved" };
// A page without findings has nothing to save.
const server = source.server ?? {};
const address = `/documents/${server.number}`;
// By finding what the server has on its disk, with the version that a change must have seen.
const saved = new Map();
// By finding what was decided here after somebody else had decided otherwise.
const conflicts = new Map();
let seen = server.version;
let isSending = false;
let isHalted = false;
let failures = 0;
// What the server said of it, where it is not the server that is missing.
let problem = "";

Object.assign(KEYS, {
  J: () => byId("next-document")?.click(),
  K: () => byId("previous-document")?.click(),
  N: () => byId("next-undecided")?.click(),
});

function takeUp() {
  settle(new Map(server.standing.map(noted).filter(Boolean)));
  byId("conflicts").addEventListener("click", clickConflict);
  offerWriting(`/proposals?document=${server.number}`, () => location.reload());
  if (location.hash === "#undecided") queueMicrotask(() => select(findings.find(isUndecided) ?? null, { focus: true }));
  setInterval(fetchNews, INTERVAL);
  document.addEventListener("visibilitychange", fetchNews);
  window.addEventListener("online", send);
}

// What the server says of a finding: remembered, and as a step of decisions.
function noted({ finding: id, version, decided }) {
  const finding = findingById.get(id);
  if (!finding) return null;
  const { who, ...own } = decided ?? {};
  const isOwn = who === byId("who").value.trim();
  const content = decided && (isOwn ? own : decided);
  saved.set(finding, { version, decided: content });
  return [finding, content];
}

function pending() {
  return findings.filter(isPending);
}

function isPending(finding) {
  return !isSame(finding.decided, saved.get(finding)?.decided ?? null);
}

function wouldLose() {
  return conflicts.size > 0 || pending().length > 0;
}

function keep() {
  showKept();
  void send();
}

// One request at a time: it carries whatever differs from what the server has.
async function send() {
  if (isSending || isHalted) return;
  const wanted = pending();
  if (!wanted.length) return showKept();
  isSending = true;
  showKept();
  try {
    take(await ask(`${address}/decisions`, { digest: source.digest, decisions: wanted.map(wish) }));
    failures = 0;
    problem = "";
  } catch (error) {
    fail(error);
  } finally {
    isSending = false;
  }
  showKept();
  if (!failures) void send();
}

function wish(finding) {
  const { verdict, correction, reason, who = byId("who").value.trim() } = finding.decided ?? {};
  const content = verdict && { verdict, ...(correction !== undefined && { correction }), ...(reason && { reason }), ...(who && { who }) };
  return { finding: finding.id, base: saved.get(finding)?.version ?? 0, ...content };
}

function take({ saved: made, refused }) {
  made.forEach(noted);
  const theirs = new Map();
  for (const standing of refused) {
    const finding = findingById.get(standing.finding);
    conflicts.set(finding, finding.decided);
    theirs.set(...noted(standing));
  }
  if (theirs.size) showElsewhere(theirs, `Not saved, for it was decided elsewhere: ${told(theirs)}.`);
}

function told(decisions) {
  return decisions.size === 1 ? [...decisions.keys()][0].wording : counted(decisions.size, "finding");
}

function fail(error) {
  if (isLost(error)) {
    failures += 1;
    problem = error instanceof Refused ? error.message : "";
    if (failures === 1) say(`Not saved: ${problem || "the review server does not answer"}. It is tried again.`);
    setTimeout(send, Math.min(INTERVAL * failures, SLOWEST));
  } else halt(error.status === 409 ? "The document changed on the disk." : error.message);
}

function halt(text) {
  isHalted = true;
  showHalt(`${text} Nothing more is saved from this page.`, "Read it again");
  showKept();
}

// What others decided; their steps are not ours to undo.
async function fetchNews() {
  if (isHalted || isSending || document.hidden) return;
  let news;
  try {
    news = await ask(`${address}/news?after=${seen}`);
  } catch (error) {
    if (isLost(error)) showKept(true);
    else halt(error.message);
    return;
  }
  if (news.digest !== source.digest) return halt("The document changed on the disk.");
  const unknown = news.standing.filter(isUnknown);
  // What was decided here meanwhile is on its way, and is answered there.
  const fresh = unknown.filter(({ finding }) => !isPending(findingById.get(finding)));
  if (fresh.length === unknown.length) seen = news.version;
  const before = new Map(fresh.map(({ finding }) => [finding, findingById.get(finding).decided]));
  const others = new Map(fresh.map(noted).filter(([finding, decided]) => !isSame(before.get(finding.id), decided)));
  if (others.size) showElsewhere(others, `Decided elsewhere: ${told(others)}.`);
  if (failures) void send();
  else showKept();
}

function isUnknown({ finding: id, version }) {
  const finding = findingById.get(id);
  return finding && version > (saved.get(finding)?.version ?? 0);
}

function showElsewhere(decisions, text) {
  for (const finding of decisions.keys()) forgetSteps(finding);
  settle(decisions);
  if (selected) fillControls(selected);
  filter();
  showProgress();
  showConflicts();
  if (byId("desk").open) showDesk();
  say(text);
}

function forgetSteps(finding) {
  for (const steps of [done, undone]) {
    for (const step of steps) for (const side of [step.before, step.after]) side.delete(finding);
    steps.splice(0, steps.length, ...steps.filter((step) => step.after.size));
  }
}

// Decided here and elsewhere

function showConflicts() {
  const list = byId("conflicts").querySelector("ul");
  list.replaceChildren(...[...conflicts].map(([finding, mine]) => conflictItem(finding, mine)));
  byId("conflicts").hidden = !conflicts.size;
}

function conflictItem(finding, mine) {
  const item = made("li");
  const verdict = (decided) => (decided ? stateText({ ...finding, decided }) : "Taken back");
  const button = (text, act) => made("button", text, { type: "button", "data-act": act, "aria-label": `${text}: ${finding.wording}` });
  item.dataset.finding = finding.id;
  item.append(made("b", finding.wording), ` Theirs: ${verdict(finding.decided)}. Yours: ${verdict(mine)}. `);
  item.append(button("Keep theirs", "theirs"), " ", button("Use mine", "mine"), " ", button("Show", "show"));
  return item;
}

function clickConflict(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.id) return chooseBetween([...conflicts.keys()], button.id === "use-mine");
  const finding = findingById.get(button.closest("li").dataset.finding);
  if (button.dataset.act === "show") return select(finding);
  chooseBetween([finding], button.dataset.act === "mine");
}

function chooseBetween(some, isMine) {
  const mine = new Map(some.map((finding) => [finding, conflicts.get(finding)]));
  for (const finding of some) conflicts.delete(finding);
  showConflicts();
  if (isMine) resolve(mine, "Decided again", { onward: false });
  showKept();
  const [rest] = byId("conflicts").querySelectorAll("button");
  if (conflicts.size) rest.focus();
  else byId("document").focus();
}

// What is shown as saved is on the server's disk.
function showKept(isLate = failures > 0) {
  const state = isHalted ? "halted" : isLate ? "lost" : isSending || pending().length ? "saving" : "saved";
  const left = pending().length;
  byId("saving").dataset.state = state;
  const lost = problem ? `Not saved: ${problem}` : left ? STATES.lost : "No answer from the server";
  byId("saving").textContent = state === "lost" ? lost : STATES[state];
  byId("kept").textContent = "Each decision is saved on this machine as you make it, and is there when you come back.";
}
