// Decisions saved by the review server as they are made, and what is decided in other tabs shown here.

const INTERVAL = 1_500;
const SLOWEST = 10_000;
// What a request carries at most; the rest follows.
const AT_ONCE = 1_000;
const STATES = { saved: "Saved", saving: "Saving …", lost: "Not saved yet", halted: "Not saved" };
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
let isKept = true;
// What the server said of it, where it is not the server that is missing.
let problem = "";
// What waits for the server is kept by the browser too, by document and tab, and sent when the page is opened again.
const QUEUES = `queue-${server.document}-`;
const queue = `${QUEUES}${tabName()}`;

Object.assign(KEYS, {
  J: () => byId("next-document")?.click(),
  K: () => byId("previous-document")?.click(),
  N: () => byId("next-undecided")?.click(),
});

function takeUp() {
  settle(new Map(server.standing.map(noted).filter(Boolean)));
  takeUpQueues();
  byId("conflicts").addEventListener("click", clickConflict);
  offerWriting(`/proposals?document=${server.number}`, () => location.reload());
  if (location.hash === "#undecided") queueMicrotask(() => select(findings.find(isUndecided) ?? null, { focus: true }));
  setInterval(fetchNews, INTERVAL);
  document.addEventListener("visibilitychange", fetchNews);
  window.addEventListener("online", send);
  void send();
}

// A tab keeps its name while it is reloaded.
function tabName() {
  try {
    sessionStorage.tab ??= crypto.randomUUID();
    return sessionStorage.tab;
  } catch {
    return "this";
  }
}

// What this tab, or one that was closed, could not send. Each entry says which version it had seen, so that what somebody
// else decided meanwhile is not overwritten but asked about.
function takeUpQueues() {
  for (const name of queueNames()) {
    const { digest, wishes } = queued(name);
    remember(name, null);
    const strangers = wishes.filter((wanted) => !takeUpWish(wanted, digest === source.digest));
    if (strangers.length) tellStrangers(strangers);
  }
  writeQueue();
}

// The document is another than it was when they were made.
function tellStrangers(strangers) {
  const told_ = strangers.map(({ finding, verdict = "taken back", correction }) =>
    [finding, verdict, correction && quotedShort(correction)].filter(Boolean).join(": "),
  );
  showHalt(`${counted(strangers.length, "decision")} could not be sent and found no place in this version: ${told_.join("; ")}.`);
}

function queueNames() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(`qa-${QUEUES}`))
      .map((name) => name.slice("qa-".length));
  } catch {
    return [];
  }
}

function queued(name) {
  try {
    const kept = JSON.parse(recall(name));
    return Array.isArray(kept?.wishes) ? kept : { wishes: [] };
  } catch {
    return { wishes: [] };
  }
}

function takeUpWish({ finding: id, base, seen: passage, ...decided }, isSameText) {
  const finding = findingById.get(id) ?? (isSameText ? remarkSeen(id, passage) : undefined);
  if (!finding) return false;
  const known = saved.get(finding);
  saved.set(finding, { version: base, decided: known?.version === base ? known.decided : undefined });
  settle(new Map([[finding, decided.verdict ? decided : null]]));
  return true;
}

// What is not on the server's disk yet, as requests have it.
function writeQueue() {
  const wishes = pending().map(wish);
  isKept = remember(queue, wishes.length ? JSON.stringify({ digest: source.digest, wishes }) : null);
}

function remarkSeen(id, passage) {
  if (!passage) return undefined;
  const place = codeUnits(passage.start);
  return source.text.startsWith(passage.text, place) ? newRemark([place, place + passage.text.length], id) : undefined;
}

// What the server says of a finding: remembered, and as a step of decisions.
function noted({ finding: id, version, decided, seen: passage }) {
  const finding = findingById.get(id) ?? [...saved.keys()].find((known) => known.id === id) ?? remarkSeen(id, passage);
  if (!finding) return null;
  const { who, ...own } = decided ?? {};
  const isOwn = who === byId("who").value.trim();
  const content = decided && (isOwn ? own : decided);
  saved.set(finding, { version, decided: content });
  return [finding, content];
}

function pending() {
  const gone = [...saved.keys()].filter((finding) => finding.isThere === false);
  return [...findings, ...gone].filter(isPending);
}

function isPending(finding) {
  const known = saved.get(finding) ?? { decided: null };
  return known.decided === undefined || !isSame(finding.decided, known.decided);
}

function wouldLose() {
  return conflicts.size > 0 || pending().length > 0;
}

function keep() {
  writeQueue();
  showKept();
  void send();
}

// One request at a time: it carries whatever differs from what the server has.
async function send() {
  if (isSending || isHalted) return;
  const wanted = pending().slice(0, AT_ONCE);
  if (!wanted.length) return showKept();
  isSending = true;
  showKept();
  try {
    const content = { document: server.document, digest: source.digest, decisions: wanted.map(wish) };
    take(await ask(`${address}/decisions`, content));
    writeQueue();
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
  const { verdict, correction, reason, who = byId("who").value.trim(), when: time, thread } = finding.decided ?? {};
  const signed = { ...(reason && { reason }), ...(who && { who }), ...(time && { when: time }), ...(thread && { thread }) };
  const content = verdict && { verdict, ...(correction !== undefined && { correction }), ...signed };
  const passage = finding.own && { seen: { start: finding.start, text: finding.passage } };
  return { finding: finding.id, base: saved.get(finding)?.version ?? 0, ...content, ...passage };
}

function take({ saved: made, refused }) {
  made.forEach(noted);
  const theirs = new Map();
  for (const standing of refused) {
    const finding = findingById.get(standing.finding) ?? [...saved.keys()].find(({ id }) => id === standing.finding);
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
    if (failures === 1) say(`Not saved: ${problem || "the review server does not answer"}. ${whatIsKept()}`);
    setTimeout(send, Math.min(INTERVAL * failures, SLOWEST));
  } else refuse(error);
}

function whatIsKept() {
  return isKept
    ? "What you decide is kept in this browser, and sent when the server answers."
    : "It is sent when the server answers; do not close this page before.";
}

// 403: the server that answers here has another token; 410: it has this document in another place, or not at all.
function refuse(error) {
  if (error.status === 409) return halt("The document changed on the disk.");
  if (error.status === 403 || error.status === 410)
    return halt("The address has changed: another review answers here. Open the address that qa review has printed.", false);
  halt(error.message);
}

function halt(text, canReload = true) {
  isHalted = true;
  const left = pending().length;
  const kept = left && isKept ? ` ${counted(left, "decision")} not saved yet: kept in this browser for this document.` : "";
  showHalt(`${text} Nothing more is saved from this page.${kept}`, canReload && "Read it again");
  showKept();
}

// What others decided; their steps are not ours to undo.
async function fetchNews() {
  if (isHalted || isSending || document.hidden) return;
  let news;
  try {
    news = await ask(`${address}/news?document=${server.document}&after=${seen}`);
  } catch (error) {
    if (isLost(error)) showLost();
    else refuse(error);
    return;
  }
  if (news.digest !== source.digest) return halt("The document changed on the disk.");
  byId("halted").hidden = true;
  const unknown = news.standing.filter(isUnknown);
  // What was decided here meanwhile is on its way, and is answered there.
  const fresh = unknown.filter(({ finding }) => !pending().some(({ id }) => id === finding));
  if (fresh.length === unknown.length) seen = news.version;
  const before = new Map(fresh.map(({ finding }) => [finding, findingById.get(finding)?.decided ?? null]));
  const others = new Map(fresh.map(noted).filter(([finding, decided]) => !isSame(before.get(finding.id), decided)));
  if (others.size) showElsewhere(others, `Decided elsewhere: ${told(others)}.`);
  if (failures) void send();
  else showKept();
}

function isUnknown({ finding: id, version, seen: passage }) {
  const finding = findingById.get(id) ?? [...saved.keys()].find((known) => known.id === id);
  return (finding || passage) && version > (saved.get(finding)?.version ?? 0);
}

// No answer at all: the server was stopped, or has another address since it was begun anew.
function showLost() {
  showHalt(`No review answers at this address: qa review is not running, or its address has changed. ${whatIsKept()}`);
  showKept(true);
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
  const lost = problem ? `Not saved: ${problem}` : left ? STATES.lost : "No review answers here";
  byId("saving").textContent = state === "lost" ? lost : STATES[state];
  byId("kept").textContent = "Each decision is saved on this machine as you make it, and is there when you come back.";
}
