// Of every picture a small copy is seen first. The originals follow one by one: on a slow line none waits for all others.
const loaded = new Set();
const wanted = [];
let coming = null;
const shownAs = (path) => [...document.querySelectorAll("img[data-original]")].filter((image) => image.dataset.original === path);
const bring = () => {
  while (!coming && wanted.length) {
    const path = wanted.shift();
    if (!shownAs(path).length) continue;
    const one = coming = Object.assign(new Image(), { path });
    one.addEventListener("load", () => {
      loaded.add(path);
      for (const image of shownAs(path)) image.src = path;
    });
    for (const end of ["load", "error"]) one.addEventListener(end, () => {
      if (coming !== one) return; // it has been given up
      coming = null;
      bring();
    });
    one.src = path;
  }
};
const want = (image) => {
  const path = image.dataset.original;
  if (!path || wanted.includes(path) || coming?.path === path) return;
  image.closest("dialog") ? wanted.unshift(path) : wanted.push(path); // in the viewer it is looked at now
  bring();
};
const sharpen = (element) => {
  if (coming && !shownAs(coming.path).length) {
    coming.src = "";
    coming = null;
  }
  for (const image of element.querySelectorAll("img[data-original]")) {
    if (loaded.has(image.dataset.original)) image.src = image.dataset.original;
    else if (image.complete && image.naturalWidth) want(image);
    else image.addEventListener("load", () => want(image), { once: true });
  }
  bring();
};
