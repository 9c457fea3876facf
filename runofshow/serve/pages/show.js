// What all pages do: receive events from the laptop, keep its clock, and say so when nothing arrives any more.
// ES2018 and nothing newer: it must run on a tablet that is some years old.

const STALE_AFTER = 3000; // milliseconds without a word
const RECONNECT_AFTER = 3000; // a connection that hangs is never reported: it is given up
const DRAW_EVERY = 100;
const SAMPLES = 20; // of the laptop's clock; the one that came fastest is right
const SET_BACK = 5000; // a clock that reads so much less was set, and isn't just late

/** Follow a show: each part that arrives goes to its function in `parts`, and `draw` is called ten times a second. */
export function follow(parts, draw) {
  let source = null;
  let tried = 0;
  let heard = performance.now();
  let drawn = Date.now();
  let samples = [];
  let ahead = 0; // what makes the show clock of performance.now()
  let wall = null; // what makes the clock on the wall of it; null until the laptop was heard

  const show = {
    now: () => performance.now() + ahead,
    silence: () => performance.now() - heard,
    stale: () => show.silence() > STALE_AFTER,
    clock: () => (wall === null ? "" : new Date(show.now() + wall).toISOString().slice(11, 19)),
  };

  function connect() {
    if (source) source.close();
    tried = performance.now();
    samples = [];
    source = new EventSource("events");
    source.addEventListener("beat", (event) => hear(JSON.parse(event.data)));
    for (const name of Object.keys(parts)) {
      source.addEventListener(name, (event) => {
        parts[name](JSON.parse(event.data));
        redraw();
      });
    }
  }

  function hear(beat) {
    heard = performance.now();
    const sample = beat.now - heard;
    samples = (sample < ahead - SET_BACK ? [] : samples).concat(sample).slice(-SAMPLES);
    ahead = Math.max(...samples);
    wall = beat.wall;
  }

  function redraw() {
    draw(show);
    document.documentElement.classList.toggle("stale", show.stale());
  }

  function tick() {
    if (Date.now() - drawn > STALE_AFTER) heard = -Infinity; // the tablet slept: what it shows is old
    drawn = Date.now();
    if (show.stale() && performance.now() - tried > RECONNECT_AFTER) connect();
    redraw();
  }

  document.getElementById("unable").hidden = true;
  connect();
  setInterval(tick, DRAW_EVERY);
  return show;
}

/** What a counter reads and says at an instant of the show clock. */
export function reading(counter, now) {
  const left = counter.held === null ? counter.zero - now : counter.held;
  const step = counter.steps.reduce((last, next) => (next.left === null || left <= next.left ? next : last));
  const part = counter.whole ? Math.min(1, Math.max(0, 1 - left / counter.whole)) : null;
  return { digits: counter.up ? elapsed(-left) : countdown(left), word: step.word, ground: step.ground, signal: step.signal, part };
}

/** What is left, rounded up to the second; then overtime, rounded down and with its sign. */
export function countdown(left) {
  if (left > 0) return digits(Math.ceil(left / 1000));
  const over = Math.floor(-left / 1000);
  return over > 0 ? `+${digits(over)}` : digits(0);
}

/** What has gone by, with parts of a second cut off. */
function elapsed(gone) {
  return digits(Math.max(0, Math.floor(gone / 1000)));
}

function digits(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const last = String(seconds % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${last}` : `${minutes}:${last}`;
}

/** Put a text into an element, where it isn't there already. Never anything but text: names come from people. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** An element with a class and a text, in whatever direction its letters run. */
export function made(kind, name, text) {
  const element = document.createElement(kind);
  element.className = name;
  element.dir = "auto";
  element.textContent = text;
  return element;
}

/** Say something to whoever can't see the page, where it hasn't been said already. */
export function announce(text) {
  put(document.getElementById("said"), text);
}
