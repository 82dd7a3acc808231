// One script for all pages: language of the document, and a single listener for the buttons and links of the parts.
// It is mounted anew with every page; the listeners are set once and reach the server through the latest mount. Each press has a
// number and is sent with every later one until the server says that it is done: of two that wait, Streamlit keeps the last alone.

const SAID = 2000; // milliseconds for which a button says 已复制
const SHOWN = ["q", "id", "sheet", "relation", "view", "doc", "work"]; // names in the address of what begins at its top
const CUT_OFF = 1500; // milliseconds without a server that nobody needs to hear of

export default function ({ parentElement, data, setTriggerValue }) {
  const page = (window.duibiaoShell ??= start());
  page.presses = page.presses.filter((press) => press.number > data.done);
  page.send = (press) => {
    page.presses.push({ ...press, number: ++page.count });
    setTriggerValue("pressed", page.presses);
  };
  page.told = parentElement.querySelector("[role=status]");
}

function start() {
  const page = { send: () => {}, told: null, presses: [], count: 0 };
  document.documentElement.lang = "zh-CN";
  watchTheLine();
  speakChinese();
  scrollByKeys();
  standWhereOneWas();
  document.addEventListener("keydown", handIn, { capture: true });
  document.addEventListener("click", (event) => pressed(page, event));
  document.addEventListener("toggle", toggled, { capture: true });
  document.addEventListener("load", showTheFrame, { capture: true });
  return page;
}

// Streamlit says in the head of the page that it reaches no server, where a dialog hides it: said above all else, dialogs too.
function watchTheLine() {
  const app = document.querySelector(".stApp");
  const told = Object.assign(document.createElement("div"), { className: "db-cut-off", hidden: true });
  told.setAttribute("role", "alert");
  told.dataset.reactAriaTopLayer = "true"; // a dialog makes all beside it inert but this
  document.body.append(told);
  let waiting = 0;
  const take = () => {
    const state = app.dataset.testConnectionState;
    clearTimeout(waiting);
    if (!state || state === "CONNECTED") told.hidden = true;
    else waiting = setTimeout(() => {
      told.hidden = false;
      told.textContent = "连不上服务器，正在重新连接。正在做的事可能没有做完，连上以后请看一看；一直连不上，请找信息科。";
    }, CUT_OFF);
  };
  take();
  new MutationObserver(take).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

// What scrolls by itself can be reached and scrolled with the keys.
function scrollByKeys() {
  const take = () => document.querySelectorAll("[data-testid=stVerticalBlock][overflow=auto]:not([tabindex], .st-key-shell)").forEach((one) => (one.tabIndex = 0));
  take();
  new MutationObserver(take).observe(document.body, { childList: true, subtree: true });
}

// Another page, thing or sheet begins at its top; the back button leads to where one pressed last. What comes, comes piece by
// piece: the page is kept there until someone touches it.
function standWhereOneWas() {
  const kept = new Map();
  const main = () => document.querySelector("[data-testid=stMain]");
  let shown = whatIsShown(), wanted = null;
  const stand = () => {
    if (shown !== whatIsShown()) wanted ??= 0;
    shown = whatIsShown();
    if (wanted !== null && main()) main().scrollTop = wanted;
  };
  for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(name, () => (wanted = null), { capture: true, passive: true });
  addEventListener("click", () => main() && kept.set(location.href, main().scrollTop), { capture: true });
  addEventListener("popstate", ({ isTrusted }) => {
    wanted = isTrusted ? (kept.get(location.href) ?? null) : null; // one that is not is ours, to another page
    stand();
  });
  new MutationObserver(stand).observe(document.body, { childList: true, subtree: true, characterData: true });
}

// The picture of a page has come: a frame that begins far down or out of sight is scrolled to a quarter below the upper edge.
function showTheFrame({ target }) {
  let around = target.closest?.("[class*=st-key-page_picture]");
  while (around && !(around.scrollHeight > around.clientHeight && getComputedStyle(around).overflowY === "auto")) around = around.parentElement;
  const frame = around?.querySelector(".db-frame");
  const down = frame?.getBoundingClientRect().top - around?.getBoundingClientRect().top;
  const quarter = around?.clientHeight / 4;
  if (down < 0 || down > 3 * quarter) around.scrollTop += down - quarter;
}

function whatIsShown() {
  const { pathname, searchParams } = new URL(location);
  return [pathname, ...SHOWN.map((name) => searchParams.get(name))].join("\n");
}

function pressed(page, event) {
  const held = event.target.closest?.("[data-copy], [data-act], [data-print], a[data-go]");
  if (!held) return;
  if (held.matches("a")) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // a new tab, as with any link
    event.preventDefault();
    const { pathname } = leads(held);
    if (pathname === location.pathname) {
      page.send({ go: pathname + search(page, held) });
      bringIntoSight(held.getAttribute("aria-controls"));
    } else leave(pathname + search(page, held));
  } else {
    event.preventDefault(); // inside a summary it would open the line
    if (held.dataset.print !== undefined) window.print();
    else if (held.dataset.copy !== undefined) copy(page, held);
    else page.send({ act: held.dataset.act, value: held.dataset.value, open: opened() });
  }
}

// What a link fills may begin so far down that nobody would see it change, as on a phone.
function bringIntoSight(id) {
  const filled = id && document.getElementById(id);
  if (filled?.getBoundingClientRect().top > innerHeight * 2 / 3) filled.scrollIntoView();
}

// To another page, in one step for the back button: Streamlit's own way leaves an address between the two.
function leave(address) {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

const opened = () => new URL(location).searchParams.getAll("open");

// A link in a picture (SVG) tells its address otherwise than one in the text.
const leads = (link) => new URL(link.getAttribute("href"), document.baseURI);

// A link to another state of the page that is open says what it changes: it was written before the person wrote, opened or closed
// this and that, or pressed the link before it, which waits.
function search(page, link) {
  if (!link.dataset.go) return leads(link).search;
  const waiting = page.presses.findLast((press) => press.go?.split("?")[0] === location.pathname);
  const { searchParams } = new URL(waiting?.go ?? location, location);
  for (const [name, values] of Object.entries(JSON.parse(link.dataset.go))) {
    searchParams.delete(name);
    for (const value of values) searchParams.append(name, value);
  }
  return `?${searchParams}`;
}

async function copy(page, button) {
  const done = await written(button.dataset.copy);
  const label = (button.dataset.label ??= button.textContent);
  button.textContent = done ? "已复制" : "复制不了，请选中文字后按 Ctrl+C";
  page.told.textContent = button.textContent;
  clearTimeout(button.timer);
  button.timer = setTimeout(() => {
    button.textContent = label;
    page.told.textContent = "";
  }, SAID);
}

// The clipboard is closed to pages that do not come over https, as in most hospitals; the older way is open to them.
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const box = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    box.style.cssText = "position:fixed;top:0;opacity:0";
    (before?.closest?.("[role=dialog]") ?? document.body).append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    before?.focus?.({ preventScroll: true });
    return done;
  }
}

// What is open stands in the address, without a step for the back button.
function toggled({ target }) {
  const name = target.dataset?.open;
  if (!name) return;
  const address = new URL(location);
  address.searchParams.delete("open", name);
  if (target.open) address.searchParams.append("open", name);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

// Enter on an option hands its form in, as it does in a field: Streamlit keeps its own shortcut from every input.
function handIn(event) {
  if (event.key !== "Enter" || !event.target.matches?.("[type=radio], [type=checkbox]")) return;
  event.target.closest("[data-testid=stForm]")?.querySelector("[data-testid=stFormSubmitButton] button")?.click();
}
