// Somebody's campaigns, page by page, which an administrator may end and not look into.
const jobs = document.getElementById("jobs"), whose = jobs.querySelector("form"), older = jobs.querySelector("[data-more]");
const states = JSON.parse(jobs.dataset.states), list = jobs.querySelector(".keys"), PAGE = 20;
const jobRow = (job) => {
  const item = copied("job"), button = item.querySelector("button"), name = job.name ?? jobs.dataset.unnamed;
  item.querySelector("strong").textContent = name;
  item.querySelector(".state").textContent = states[job.state];
  item.querySelector(".facts").textContent = `${day.format(new Date(job.created_at))} · ${job.rows.succeeded} / ${job.rows.total}`;
  if (job.ended_at) button.remove();
  button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  button.addEventListener("click", async () => {
    if (!confirm(fill(words.end_job, { name }))) return;
    item.replaceWith(jobRow(await ask("POST", `jobs/${encodeURIComponent(job.id)}/cancel`)));
  });
  return item;
};

let shown = 0;
const showJobs = async (query, add) => {
  const turn = ++shown;
  if (!add) {
    older.hidden = jobs.querySelector(".none").hidden = true;
    list.replaceChildren(); // nobody's campaigns stand under the name of another
  }
  const found = await ask("GET", `jobs?${query}`);
  if (turn !== shown) return;
  list.append(...found.map(jobRow));
  older.hidden = found.length < PAGE;
  if (!older.hidden) query.set("before", found.at(-1).id);
  older.onclick = () => showJobs(query, true);
  jobs.querySelector(".none").hidden = list.children.length > 0;
};
whose.addEventListener("submit", (event) => {
  event.preventDefault();
  showJobs(new URLSearchParams([...new FormData(whose), ["limit", PAGE]]), false);
});
