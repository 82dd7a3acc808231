// What Streamlit itself says in English, in Chinese: names that a screen reader reads out, and the few words it shows.
// It takes no text of ours for these. What is not in the table stays as it is.

const NAMES = {
  "Sidebar": "侧栏", "App pages": "页面", "Expand sidebar": "打开页面菜单", "Collapse sidebar": "收起页面菜单", "Close": "关闭", "Dismiss": "关闭",
  "Open": "打开", "Clear": "清除", "file upload": "选择文件", "Fullscreen": "全屏", "Close fullscreen": "退出全屏", "Remove file": "移除文件",
  "Increment": "加一", "Decrement": "减一", "Clear all": "全部清除", "Clear value": "清除", "Selected values": "已选的", "Main menu": "菜单",
  "Add files": "再选文件", "Copy to clipboard": "复制", "Show password": "显示密码", "Hide password": "不显示密码", "Show password text": "显示密码", "Hide password text": "不显示密码", "progress": "进度",
  "Notifications": "通知", "Stop script": "停止", "Running...": "正在运行", "Scroll tabs left": "向左", "Scroll tabs right": "向右",
};
const NAMED = [[/^Help for (.*)$/s, "说明：$1"], [/^Remove (.*)$/s, "移除 $1"], [/^Upload (.*)$/s, "上传：$1"], [/^Shortcut (.*)$/s, "快捷键 $1"], [/^(\w+) icon$/, ""]];
const WORDS = [
  [/^Upload$/, "选择文件，或拖到这里"],
  [/^(\d+)([MG]B) per file • .*$/s, "每个文件不超过 $1 $2"],
  [/^(?:Error: )?File must be ([\d.]+) ?([MG]B) or smaller\.$/, "文件超过 $1 $2，没有上传。请拆成几份，或压缩图片后再试。"],
  [/^(?:Error: )?.* files are not allowed\.$/s, "不收这种文件，没有上传。能收的种类写在框里。"],
  [/^Only one file is allowed\.$/, "只能放一份文件。"],
  [/^Unexpected error\. Please try again\.$/, "没有上传成功，请再试一次。"],
  [/^Page not found$/, "没有这个页面"],
  [/^The page that you have requested does not seem to exist.*$|^You have requested page .*$/s, "网址里的页面不存在，已打开检索页。"],
  [/^Skip to main content$/, "跳到正文"],
  [/^Connecting$/, "正在连接…"],
  [/^view more$/, "展开"], [/^view less$/, "收起"],
  [/^No results$/, "没有找到"], [/^No options to select\.?$/, "没有可选的了"], [/^(\d+) options? available\.$/, "$1 项可选"],
  [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "最多选 $1 项。要再选，请先去掉一项。"],
];
const SPEAKERS = `[data-testid=stFileUploader] :is(p, span, small, div), [data-testid^=stTooltip] :is(p, div), [role=dialog] :is(h2, div), [data-testid=stStatusWidget] *,
  [data-testid=stSkipToContent], [data-testid=stToastViewButton], [role=listbox][data-empty] span, [data-live-announcer] div`;

function translate(root) {
  for (const element of root.querySelectorAll("[aria-label]")) {
    const said = element.getAttribute("aria-label"), pattern = NAMED.find(([english]) => english.test(said));
    const name = NAMES[said] ?? (pattern && said.replace(...pattern));
    if (name === "") {
      element.removeAttribute("aria-label"); // a picture beside the words that say the same
      element.setAttribute("aria-hidden", "true");
    } else if (name) element.setAttribute("aria-label", name);
  }
  // Only the elements of Streamlit that hold such words: never a document's text.
  for (const element of root.querySelectorAll(SPEAKERS)) {
    if (element.children.length || element.closest(".stHtml, .stMarkdown")) continue;
    const written = element.textContent, found = WORDS.find(([english]) => english.test(written));
    if (found) [...element.childNodes].forEach((node, at) => { node.data = at ? "" : written.replace(...found); });
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
