// The speaker's screen: how long is left, in digits as large as the screen allows.

import { announce, countdown, follow, put, reading } from "./show.js";

const SMALLEST = 20; // pixels; a name that would be smaller is broken within a word, a message gets a taller room
const TOOLS_STAY = 6000;

const at = (name) => document.getElementById(name);
const stage = at("stage");
const NOTHING = { blank: false, rehearsal: false, counter: null, speaking: "", word: "", called: "", allotted: "", following: "", message: "" };
let view = NOTHING; // until the laptop was heard
let shape = ""; // what the sizes depend on: while it stays, nothing is measured anew

follow({ stage: (news) => { view = news; } }, draw);
window.addEventListener("resize", () => { shape = ""; });

function draw(show) {
  const silence = show.stale() ? "STALE" : "";
  if (view.blank || (view === NOTHING && !silence)) {
    stage.classList.add("blank");
    stage.style.backgroundColor = "";
    at("dot").hidden = !silence;
    announce("");
    title(silence || "Stage");
    return;
  }
  stage.classList.remove("blank");
  at("dot").hidden = true;
  const shown = view.counter ? reading(view.counter, show.now()) : { digits: "", word: view.word, ground: "", signal: "", part: null };
  stage.style.backgroundColor = shown.ground;
  stage.dataset.signal = silence ? "" : shown.signal;
  stage.classList.toggle("coloured", shown.ground !== "");
  put(at("speaking"), view.speaking);
  const turn = view.turn ? reading(view.turn, show.now()) : null;
  put(at("turn"), turn ? `· ${turn.digits} ${turn.word}`.trim() : "");
  put(at("clock"), show.clock());
  put(at("word"), silence || shown.word);
  putDigits(at("digits"), shown.digits);
  put(at("called"), view.called);
  put(at("allotted"), view.allotted);
  put(at("next"), view.following);
  put(at("message"), view.message);
  at("following").hidden = !view.following;
  at("rehearsal").hidden = !view.rehearsal;
  at("digits-room").hidden = !shown.digits;
  at("called-room").hidden = !view.called;
  at("allotted").hidden = !view.allotted;
  stage.classList.toggle("waiting", !shown.digits && !view.called);
  at("message-room").hidden = !view.message;
  at("bar").hidden = shown.part === null;
  if (shown.part !== null) at("bar").firstElementChild.style.transform = `scaleX(${shown.part.toFixed(4)})`;
  fitAll(silence || shown.word, shown.digits);
  const said = [silence || shown.word, view.speaking || view.called, view.message].filter(Boolean);
  announce(said.join(". "));
  title(said.slice(0, 2).join(" · "));
}

function title(text) {
  if (document.title !== text) document.title = text;
}

/** A cell for each figure, so that none moves another, whatever the font. */
function putDigits(box, text) {
  while (box.childElementCount > text.length) box.lastElementChild.remove();
  while (box.childElementCount < text.length) box.append(document.createElement("span"));
  for (let place = 0; place < text.length; place += 1) {
    const cell = box.children[place];
    put(cell, text[place]);
    cell.className = { "+": "sign", ":": "colon" }[text[place]] || "figure";
  }
}

function fitAll(word, digits) {
  const whole = view.counter ? view.counter.whole : 0;
  const now = [word, digits.replace(/\d/g, "0"), whole, view.called, view.message].join("\n");
  if (now === shape) return;
  shape = now;
  if (view.message) fitMessage();
  fit(at("word"), stage.classList.contains("waiting") ? 0.4 : 1);
  if (digits) fitDigits(digits);
  if (view.called) fit(at("called"), 0.62);
}

/** The message as large as its room; one that would be too small gets a taller room. No word is broken that fits. */
function fitMessage() {
  const room = at("message-room");
  const text = at("message");
  room.classList.remove("tall");
  text.classList.remove("broken");
  if (largest(text, 1) >= SMALLEST) return;
  room.classList.add("tall");
  largest(text, 1);
  if (text.scrollWidth <= room.clientWidth) return;
  text.classList.add("broken");
  largest(text, 1);
}

/** The digits in the size at which the longest that this countdown shows fits: nothing jumps as a figure is lost. */
function fitDigits(digits) {
  const box = at("digits");
  const room = at("digits-room");
  const longest = Math.max(...[digits, "+0:00", countdown(view.counter.whole || 0)].map(wide));
  const across = inside(room, "Left", "Right", room.clientWidth) / longest;
  box.style.fontSize = "100px";
  const down = (100 * room.clientHeight) / box.getBoundingClientRect().height;
  box.style.fontSize = `${Math.floor(Math.min(across, down) * 0.98)}px`;
}

/** How wide these digits are, in their own size. */
function wide(digits) {
  const probe = at("probe");
  putDigits(probe, digits);
  return probe.getBoundingClientRect().width / 100;
}

/** A text as large as its room, or a share of its height a line; words are broken where nothing else helps. Its size. */
function fit(text, share) {
  text.classList.remove("broken");
  const size = largest(text, share);
  if (size >= SMALLEST) return size;
  text.classList.add("broken");
  return largest(text, share);
}

/** The size at which a text fills its room, found by halving: lines break where they will. */
function largest(text, share) {
  const room = text.parentElement;
  const width = inside(room, "Left", "Right", room.clientWidth);
  const height = inside(room, "Top", "Bottom", room.clientHeight);
  let fits = 8;
  let large = Math.max(fits, height * share);
  while (large - fits > 1) {
    const size = (fits + large) / 2;
    text.style.fontSize = `${size}px`;
    if (text.scrollWidth <= Math.ceil(width) && text.offsetHeight <= height) fits = size;
    else large = size;
  }
  text.style.fontSize = `${Math.floor(fits)}px`;
  return fits;
}

function inside(room, before, after, size) {
  const style = getComputedStyle(room);
  return size - parseFloat(style[`padding${before}`]) - parseFloat(style[`padding${after}`]);
}

// The tools: they come when somebody touches the screen, and go by themselves.

let hiding = 0;

function showTools() {
  at("tools").classList.remove("away");
  clearTimeout(hiding);
  hiding = setTimeout(() => at("tools").classList.add("away"), TOOLS_STAY);
}

for (const kind of ["mousemove", "touchstart", "keydown", "focusin"]) document.addEventListener(kind, showTools);

const root = document.documentElement;
const enter = root.requestFullscreen || root.webkitRequestFullscreen;
const leave = document.exitFullscreen || document.webkitExitFullscreen;
const isFull = () => Boolean(document.fullscreenElement || document.webkitFullscreenElement);

at("full").hidden = !enter;
at("full").addEventListener("click", () => { (isFull() ? leave.call(document) : enter.call(root)); });
for (const kind of ["fullscreenchange", "webkitfullscreenchange"]) {
  document.addEventListener(kind, () => put(at("full"), isFull() ? "Leave full screen" : "Full screen"));
}

/** Keep the screen lit where the browser lets itself be asked; else say what to do. */
async function stayLit() {
  try {
    if (document.visibilityState !== "visible") return;
    await navigator.wakeLock.request("screen");
    advise("");
  } catch (refused) {
    advise("This screen may go dark by itself: in the tablet's settings, set auto-lock to “never”.");
  }
}

function advise(lit) {
  const home = enter ? "" : "For the full screen: Share, then “Add to Home Screen”.";
  put(at("advice"), [lit, home].filter(Boolean).join(" "));
}

at("tools").hidden = false;
document.addEventListener("visibilitychange", stayLit);
stayLit();
showTools();
