const EVERY_MILLIS = 1000;
const PATIENCE_MILLIS = 5000;

const COPIES = {
  current: ["present", "The newest state of your session."],
  older: ["older", "An older state; the next use of your session brings it up to date."],
  missing: ["missing", "Nothing yet; the next use of your session fills it in."],
  damaged: ["damaged", "Bytes that cannot be read; another copy is used."],
  unreachable: ["out of reach", "No answer, so nobody knows what it holds."],
};

const element = (id) => document.getElementById(id);
const buttons = ["visit", "renew", "logout"].map(element);
const seen = new Map();
let timer;
let current = Promise.resolve();
let shown = "";

/** Sends a request; the answer, or null if the server is gone. */
async function ask(path, options = {}) {
  try {
    return await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  } catch {
    return null;
  }
}

/** Sets a text only when it is another one: what did not change is not read out again. */
function write(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

function notice(kind, text) {
  const box = element("notice");
  box.hidden = text === "";
  box.className = `notice ${kind}`;
  write(box, text);
}

async function refresh() {
  const answer = await ask("session/overview");
  if (answer === null) {
    showTrouble("gone", "No server answers. This page keeps asking.");
  } else if (answer.status === 503) {
    showTrouble("unread", "Too few nodes answer to read your session. It is not given up: your cookie stays, and this page keeps asking.");
    await showNodesWithoutSession();
  } else if (!answer.ok) {
    showTrouble("gone", `The server answered with an error (${answer.status}). This page keeps asking.`);
  } else {
    const overview = await answer.json();
    document.body.className = "";
    notice("", "");
    showSession(overview);
    showNodes(overview, true);
  }
}

/** The state of the nodes needs no session, and a request without a cookie asks for none. */
async function showNodesWithoutSession() {
  const answer = await ask("session/overview", { credentials: "omit" });
  if (answer?.ok) {
    const overview = await answer.json();
    write(element("server"), overview.server);
    showNodes(overview, false);
  }
}

function showTrouble(kind, text) {
  document.body.className = kind;
  element("pulse").className = "pulse";
  write(element("freshness"), `Last answer ${shown || "never"}`);
  notice("trouble", text);
}

function showSession({ server, session }) {
  seen.set(server, (seen.get(server) ?? 0) + 1);
  shown = new Date().toLocaleTimeString();
  write(element("visits"), session ? String(session.visits) : "0");
  write(element("server"), server);
  write(element("servers"), [...seen.keys()].sort().join(", "));
  write(
    element("hint"),
    session ? `Ends after ${duration(session.timeoutSeconds)} without a request.` : "You have no session. A visit starts one.",
  );
  element("renew").disabled = !session;
  element("logout").disabled = !session;
  write(element("freshness"), `Live, last answer ${shown}`);
  const pulse = element("pulse");
  pulse.className = "pulse live";
  void pulse.offsetWidth; // lets the animation start again
  pulse.classList.add("beat");
}

function showNodes({ session, nodes }, known) {
  const list = element("nodes");
  while (list.children.length > nodes.length) {
    list.lastElementChild.remove();
  }
  while (list.children.length < nodes.length) {
    list.append(element("node-template").content.cloneNode(true));
  }
  nodes.forEach((node, index) => showNode(list.children[index], node, session, known));
  const up = nodes.filter((node) => node.up).length;
  const copies = nodes.filter((node) => node.copy?.state === "current").length;
  const text = nodes.length === 0 ? "No nodes are configured here." : `${up} of ${nodes.length} nodes up`;
  write(element("summary"), session && nodes.length > 0 ? `${text}, ${copies} current ${copies === 1 ? "copy" : "copies"}` : text);
}

function showNode(card, node, session, known) {
  const part = (name) => card.querySelector(name);
  card.classList.toggle("down", !node.up);
  card.dataset.copy = node.copy?.state ?? "none";
  write(part("h3"), node.address);
  write(part(".state-text"), !node.up ? `down: ${node.reason}` : node.complete ? "up" : "up, not complete yet");
  const [badge, meaning] = describe(node.copy, session, known);
  write(part(".badge"), badge);
  write(part(".meaning"), meaning);
  const left = node.copy?.secondsLeft ?? null;
  part(".life").hidden = left === null;
  part(".left").hidden = left === null;
  if (left !== null) {
    const whole = Math.max(session.timeoutSeconds, left, 1);
    part(".life div").style.width = `${Math.max(0, (100 * left) / whole)}%`;
    write(part(".left"), `forgotten in ${duration(left)} unless used`);
  }
}

function describe(copy, session, known) {
  if (copy) {
    return COPIES[copy.state] ?? [copy.state, ""];
  }
  if (!known) {
    return ["unknown", "Your session cannot be read now."];
  }
  return session ? ["not kept here", "This session has its copies on other nodes."] : ["no session", ""];
}

function duration(seconds) {
  if (seconds < 0) {
    return "any time";
  }
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${rest} s`;
}

/** Looks once more, after the look that is under way. */
function look() {
  current = current.then(refresh, refresh);
  return current;
}

/** Looks once a second, and not at all while the page is hidden. */
async function live() {
  clearTimeout(timer);
  if (!document.hidden) {
    await look();
    clearTimeout(timer);
    timer = setTimeout(live, EVERY_MILLIS);
  }
}

async function act(button) {
  buttons.forEach((each) => (each.disabled = true));
  await ask(`session/${button.id}`, { method: "POST" });
  buttons.forEach((each) => (each.disabled = false));
  await live();
  button.focus();
}

buttons.forEach((button) => button.addEventListener("click", () => act(button)));
document.addEventListener("visibilitychange", live);
live();
