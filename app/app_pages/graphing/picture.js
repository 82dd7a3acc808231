// A picture made on the server, whose texts are escaped there. Streamlit's own HTML leaves SVG out, so it is put in here.
// The shell hears the clicks on its links. Who was on a link with the keyboard stays on the picture when it changes.

export default function ({ parentElement, data }) {
  const frame = parentElement.querySelector(".kg");
  if (frame.shown === data.html) return;
  const was = frame.contains(document.activeElement);
  frame.innerHTML = frame.shown = data.html;
  if (was) [...frame.querySelectorAll(".kg-start a")].find((link) => link.getClientRects().length)?.focus();
}
