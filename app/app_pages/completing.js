// Offers labels below the question box while a person types: a combobox with a listbox (WAI-ARIA APG).
// The box is Streamlit's own, and Streamlit loads it when it likes: it may come after the list, and come anew.
// Enter goes to it untouched unless a label was chosen with the arrow keys.
// Labels are fetched beside the page, which typing must not make anew: asked for a part of a page that it is making, Streamlit
// may show a white one. They are only ever written as text.

const PAUSE = 180; // milliseconds without a key before the server is asked
const LONGEST = 40; // characters; longer text is a question, not the beginning of a label

export default function ({ parentElement, data }) {
  parentElement.completing ??= attach(parentElement, data.name);
  return parentElement.completing;
}

function attach(parentElement, name) {
  const list = Object.assign(parentElement.querySelector("ul"), { id: name });
  const told = parentElement.querySelector("[role=status]");
  const around = parentElement.closest('[class*="st-key-question_box"]');
  const stop = new AbortController();
  const watch = new MutationObserver(find);
  let input = null;
  let timer;
  let open = false; // whether an answer is still wanted
  let chosen = -1;

  const set = (name, value) => input?.setAttribute(name, value);
  close();
  find();
  watch.observe(around, { childList: true, subtree: true });

  const on = (name, act) => around.addEventListener(name, (event) => event.target === input && act(event), { capture: true, signal: stop.signal });
  on("input", (event) => !event.isComposing && wait());
  on("compositionstart", close);
  on("compositionend", wait);
  on("blur", close);
  on("keydown", key);
  // The box must keep the focus: losing it would ask what is typed so far.
  list.addEventListener("mousedown", (event) => event.preventDefault(), { signal: stop.signal });
  list.addEventListener("click", (event) => pick([...list.children].indexOf(event.target.closest("li"))), { signal: stop.signal });
  return detach;

  function find() {
    if (input?.isConnected) return;
    input = around.querySelector("input");
    set("role", "combobox");
    set("aria-autocomplete", "list");
    set("aria-controls", list.id);
    set("aria-expanded", "false");
  }

  function wait() {
    close();
    const typed = input.value.trim();
    if (!typed || typed.length > LONGEST) return;
    open = true;
    timer = setTimeout(ask, PAUSE, typed);
  }

  async function ask(typed) {
    const answer = await fetch(`/complete?typed=${encodeURIComponent(typed)}`).catch(() => null);
    if (answer?.ok) offer(typed, await answer.json());
  }

  function offer(typed, labels) {
    if (!open || typed !== input?.value.trim()) return;
    chosen = -1;
    list.replaceChildren(...labels.map(option));
    show(labels.length > 0);
    told.textContent = labels.length ? `${labels.length} 个可选，按上下键选择，按回车查` : "";
  }

  function option(label, row) {
    const item = document.createElement("li");
    item.id = `${list.id}-${row}`;
    item.role = "option";
    item.ariaSelected = "false";
    item.textContent = label;
    return item;
  }

  function show(shown) {
    list.hidden = !shown;
    set("aria-expanded", String(shown));
    if (chosen < 0) input?.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    open = false;
    chosen = -1;
    list.replaceChildren();
    told.textContent = "";
    show(false);
  }

  function choose(row) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = row;
    list.children[row].setAttribute("aria-selected", "true");
    list.children[row].scrollIntoView({ block: "nearest" });
    set("aria-activedescendant", list.children[row].id);
  }

  function key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" && last >= 0) choose(chosen < last ? chosen + 1 : 0);
    else if (event.key === "ArrowUp" && last >= 0) choose(chosen > 0 ? chosen - 1 : last);
    else if (event.key === "Enter" && chosen >= 0) pick(chosen);
    else {
      if (event.key === "Escape" || event.key === "Enter") close();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function pick(row) {
    const label = list.children[row]?.textContent;
    if (!label) return;
    close();
    // As if it were typed and Enter pressed; React hears of a value only through the setter of the element's class.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, label);
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    close();
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  }

  function detach() {
    close();
    stop.abort();
    watch.disconnect();
    ["role", "aria-autocomplete", "aria-controls", "aria-expanded"].forEach((name) => input?.removeAttribute(name));
    delete parentElement.completing;
  }
}
