"use strict";
// What the page does in the browser alone: theme, language, help, keys and local times.
(() => {
  const root = document.documentElement;

  const applyTheme = () => {
    const theme = localStorage.getItem("theme");
    if (theme && document.body) document.body.classList.toggle("dark", theme === "dark");
  };
  const watchTheme = () => {
    applyTheme();
    new MutationObserver(() => {
      const theme = localStorage.getItem("theme");
      if (theme && document.body.classList.contains("dark") !== (theme === "dark")) applyTheme();
    }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  };
  if (document.body) watchTheme();
  else document.addEventListener("DOMContentLoaded", watchTheme);

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-theme-switch],[data-opens],[data-closes],[data-language]");
    if (!target) {
      if (event.target.matches?.("dialog")) event.target.close();
      return;
    }
    if ("themeSwitch" in target.dataset) {
      localStorage.setItem("theme", document.body.classList.contains("dark") ? "light" : "dark");
      applyTheme();
    }
    if (target.dataset.opens) document.getElementById(target.dataset.opens)?.showModal();
    if ("closes" in target.dataset) target.closest("dialog")?.close();
    if (target.dataset.language) document.cookie = `language=${target.dataset.language}; path=/; max-age=31536000; samesite=lax`;
  });

  const visible = (element) => element.getClientRects().length > 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input,textarea,select,[role=tab],dialog")) return;
    const works = [...document.querySelectorAll(".work")].filter(visible);
    const chosen = works.find((work) => work.classList.contains("chosen"));
    if (!chosen) return;
    if (event.code === "KeyG") chosen.querySelector(".good")?.click();
    if (event.code === "KeyB") chosen.querySelector(".bad")?.click();
    if (event.code === "ArrowRight" || event.code === "ArrowLeft") {
      const step = event.code === "ArrowRight" ? 1 : works.length - 1;
      works[(works.indexOf(chosen) + step) % works.length].querySelector("[data-event=choose]")?.click();
      event.preventDefault();
    }
  });

  window.page = {
    // Called whenever a live part of the page has been redrawn.
    refresh(element) {
      const format = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "short" });
      for (const time of element.querySelectorAll("time[datetime]")) time.textContent = format.format(new Date(time.dateTime));
    },
  };
})();
