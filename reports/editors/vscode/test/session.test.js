// The whole extension, and the library it stands on, run under Node against the real server. What VS Code itself does – its
// events, its collection of marks, its light bulb – is played by the types of jest-mock-vscode and the little below.
//
//   QA_COMMAND='["/path/to/qa", "lsp"]' node --test test/
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { createTextDocument, createVSCodeMock } = require("jest-mock-vscode");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "qa-vscode-"));
const command = JSON.parse(process.env.QA_COMMAND);

/** A function that remembers nothing: all that the mock needs of its test framework. */
function fn(implementation = () => disposable()) {
  const callable = (...args) => implementation(...args);
  Object.assign(callable, { mockImplementation: (other) => fn(other), mock: { calls: [] } });
  return callable;
}

const disposable = () => ({ dispose() {} });
const never = { isCancellationRequested: false, onCancellationRequested: () => disposable() };
const vscode = createVSCodeMock({ fn, spyOn: () => fn() });
const shown = [];
const providers = {};
const registered = {};
const marks = new Map();
const waiting = [];
const settings = { command, languages: ["plaintext", "xml"], settings: { ignore: ["repetition"] } };
const events = Object.fromEntries(
  ["onDidOpenTextDocument", "onDidChangeTextDocument", "onDidCloseTextDocument", "onDidChangeConfiguration"].map((name) => [
    name,
    emitter(),
  ]),
);

/** What VS Code tells of: whoever listens is called, and a failure of theirs is seen. */
function emitter() {
  const listeners = new Set();
  const event = (listener, self) => {
    const bound = listener.bind(self);
    listeners.add(bound);
    return { dispose: () => listeners.delete(bound) };
  };
  return { event, fire: (data) => Promise.all([...listeners].map((listener) => listener(data))) };
}

/** Until marks of a document are as they should be. */
function marked(uri, wanted) {
  return new Promise((resolve) => {
    const look = () => {
      const found = (marks.get(uri.toString()) ?? []).map((each) => each.code);
      if (wanted(found)) resolve(marks.get(uri.toString()) ?? []);
      else waiting.push(look);
    };
    look();
  });
}

function told(uri, diagnostics) {
  marks.set(uri.toString(), diagnostics ?? []);
  waiting.splice(0).forEach((look) => look());
}

function play() {
  for (const [name, emitter] of Object.entries(events)) vscode.workspace[name] = emitter.event;
  vscode.workspace.setWorkspaceFolders([{ uri: vscode.Uri.file(folder), name: "records", index: 0 }]);
  vscode.workspace.getConfiguration = () => ({ get: (key) => settings[key], has: () => false, inspect: () => undefined });
  vscode.workspace.createFileSystemWatcher = () => {
    const never = () => disposable();
    return { onDidCreate: never, onDidChange: never, onDidDelete: never, dispose() {} };
  };
  vscode.window.createOutputChannel = () => new Proxy({}, { get: () => () => undefined });
  vscode.window.showErrorMessage = async (message) => void shown.push(message);
  vscode.window.showInformationMessage = async (message) => void shown.push(message);
  vscode.window.tabGroups = { all: [], onDidChangeTabs: () => disposable(), onDidChangeTabGroups: () => disposable() };
  vscode.env = { appName: "tests", language: "en", appHost: "desktop" };
  vscode.commands.registerCommand = (name, callback) => ((registered[name] = callback), disposable());
  vscode.languages.match = (selector, document) =>
    [selector].flat().some((each) => each.language === document.languageId && each.scheme === document.uri.scheme) ? 10 : 0;
  vscode.languages.createDiagnosticCollection = () => ({
    set: told,
    delete: (uri) => told(uri, []),
    clear() {},
    dispose() {},
    has: (uri) => marks.has(uri.toString()),
    get: (uri) => marks.get(uri.toString()),
  });
  for (const kind of ["CodeActions", "Hover"]) {
    vscode.languages[`register${kind}Provider`] = (selector, provider) => ((providers[kind] = provider), disposable());
  }
  vscode.CancellationTokenSource = class {
    token = never;
    cancel() {}
    dispose() {}
  };
  vscode.Hover = class {
    constructor(contents, range) {
      Object.assign(this, { contents: [contents].flat(), range });
    }
  };
  // Classes that the library extends for what our server does not do, such as hints between the words.
  const whole = new Proxy(vscode, {
    get: (target, name) => (name in target || !/^[A-Z]/.test(String(name)) ? target[name] : class {}),
  });
  const load = Module._load;
  Module._load = (request, ...others) => (request === "vscode" ? whole : load(request, ...others));
}

function opened(name, text, language = "plaintext") {
  const document = createTextDocument(vscode.Uri.file(path.join(folder, name)), text, language);
  vscode.workspace.textDocuments.push(document);
  events.onDidOpenTextDocument.fire(document);
  return document;
}

let extension;

before(async () => {
  play();
  extension = require("../extension");
  await extension.activate({ subscriptions: [] });
});

after(async () => {
  await extension.deactivate();
  fs.rmSync(folder, { recursive: true });
});

test("the server starts, and nothing is complained of", () => assert.deepStrictEqual(shown, []));

test("a document is marked, under the settings of VS Code", async () => {
  const document = opened("speech.txt", "They recieve the the help.\nWe 𝔸 met ofthe Council.\n");
  const found = await marked(document.uri, (codes) => codes.length > 0);
  assert.deepStrictEqual(
    found.map((each) => document.getText(each.range)),
    ["recieve", "ofthe"],
  );
});

test("a document of another kind is not", () => {
  const document = opened("notes.py", "# They recieve it.\n", "python");
  assert.strictEqual(marks.has(document.uri.toString()), false);
});

test("the light bulb has the correction, and the word for the house's list", async () => {
  const document = vscode.workspace.textDocuments[0];
  const [mark] = marks.get(document.uri.toString());
  const context = { diagnostics: [mark], triggerKind: 1, only: undefined };
  const actions = await providers.CodeActions.provideCodeActions(document, mark.range, context, never);
  const titles = actions.map((action) => action.title);
  assert.ok(titles.includes("Write “receive”"), titles.join("; "));
  const write = actions.find((action) => action.title === "Write “receive”");
  const [[uri, [edit]]] = write.edit.entries();
  assert.deepStrictEqual([uri.toString(), document.getText(edit.range), edit.newText], [document.uri.toString(), "recieve", "receive"]);
  const add = actions.find((action) => action.title === "Add “recieve” to the house’s words");
  await registered[add.command.command](...add.command.arguments);
  const left = await marked(document.uri, (codes) => codes.length === 1);
  assert.strictEqual(left[0].code, "joined.words");
  assert.match(fs.readFileSync(path.join(folder, "qa.toml"), "utf8"), /words = \["recieve"\]/);
});

test("the pointer over a mark tells why", async () => {
  const document = vscode.workspace.textDocuments[0];
  const hover = await providers.Hover.provideHover(document, new vscode.Position(1, 12), never);
  assert.match(hover.contents.map((each) => each.value).join("\n"), /A space is missing/);
});

test("a changed setting restarts the server", async () => {
  settings.settings = { ignore: ["joined"] };
  events.onDidChangeConfiguration.fire({ affectsConfiguration: (section) => section === "qa" });
  const document = vscode.workspace.textDocuments[0];
  const found = await marked(document.uri, (codes) => codes[0] === "repetition.word");
  assert.strictEqual(document.getText(found[0].range), "the the");
});

test("a command that is not there is told of, with what to do", async () => {
  settings.command = [path.join(folder, "no-such-command"), "lsp"];
  await registered["qa.restart"]();
  assert.match(shown.join("\n"), /could not be started.*pip install 'transcript-qa\[lsp\]'/s);
});
