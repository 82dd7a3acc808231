// What Streamlit itself says in English, in Chinese: names that a screen reader reads out, and the few words it shows.
// It takes no text of ours for these. What is not in the table stays as it is.

const NAMES = {
  "Sidebar": "侧栏", "App pages": "页面", "Expand sidebar": "打开页面菜单", "Collapse sidebar": "收起页面菜单", "Close": "关闭", "Dismiss": "关闭",
  "Open": "打开", "Clear": "清除", "file upload": "选择文件", "Fullscreen": "全屏", "Close fullscreen": "退出全屏", "Remove file": "移除文件",
};
const WORDS = [
  [/^Upload$/, "选择文件，或拖到这里"],
  [/^(\d+)([MG]B) per file • .*$/s, "每个文件不超过 $1 $2"],
  [/^Page not found$/, "没有这个页面"],
  [/^The page that you have requested does not seem to exist.*$|^You have requested page .*$/s, "网址里的页面不存在，已打开检索页。"],
  [/^Connecting$/, "正在连接…"],
];

function translate(root) {
  for (const element of root.querySelectorAll("[aria-label]")) {
    const name = NAMES[element.getAttribute("aria-label")];
    if (name) element.setAttribute("aria-label", name);
  }
  // Only the elements of Streamlit that hold such words: never a document's text.
  for (const element of root.querySelectorAll("[data-testid=stFileUploader] :is(p, span), [role=dialog] :is(h2, div), [data-testid=stStatusWidget] *")) {
    if (element.children.length || element.closest(".stHtml, .stMarkdown")) continue;
    for (const [english, chinese] of WORDS) if (english.test(element.textContent)) element.firstChild.data = element.textContent.replace(english, chinese);
  }
}

function speakChinese() {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; translate(document.body); });
  };
  translate(document.body);
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["aria-label"] });
}
