// What reviewers say to one another of a finding: one note after another, each with name and time.

function newNote(text) {
  const who = byId("who").value.trim();
  return { text, ...(who && { who }), when: now() };
}

// Seconds are exact enough for who reads it.
function now() {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

// By the clock of whoever reads it: 2026-11-29 10:30.
function when(time) {
  const date = new Date(time ?? "");
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}

function signature(who, time) {
  return [who && visible(who), when(time)].filter(Boolean).join(", ");
}

function threadList(thread) {
  const list = made("ol", "", { class: "thread" });
  list.append(
    ...thread.map(({ text, who, when: time }) => {
      const item = made("li");
      item.append(made("small", signature(who, time) || "A reviewer"), made("p", visible(text), { dir: "auto" }));
      return item;
    }),
  );
  return list;
}

function sayInThread(event) {
  event.preventDefault();
  const field = controls.querySelector("#note");
  const text = field.value.trim();
  if (!selected || !text) return field.focus();
  field.value = "";
  const decided = selected.decided ?? { verdict: "commented" };
  const thread = [...(decided.thread ?? []), newNote(text)];
  resolve(new Map([[selected, { ...decided, thread }]]), "Commented", { onward: false });
  field.focus();
}

function openThread() {
  controls.querySelector(".talk").open = true;
  controls.querySelector("#note").focus();
}
