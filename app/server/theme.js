// Streamlit tells light or dark by the color-scheme of its own root; ours is an attribute of the document, there before it is painted.
{
  const follow = () => {
    const app = document.querySelector(".stApp");
    if (!app) return;
    const take = () => (document.documentElement.dataset.theme = getComputedStyle(app).colorScheme);
    take();
    opening.disconnect();
    new MutationObserver(take).observe(app, { attributes: true, attributeFilter: ["class"] });
  };
  const opening = new MutationObserver(follow);
  opening.observe(document, { childList: true, subtree: true });
}
