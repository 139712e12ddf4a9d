// Somebody's campaigns, which an administrator may end and not look into.
const jobs = document.getElementById("jobs"), whose = jobs.querySelector("form"), states = JSON.parse(jobs.dataset.states);
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
whose.addEventListener("submit", async (event) => {
  event.preventDefault();
  const found = await ask("GET", `jobs?${new URLSearchParams(new FormData(whose))}`);
  jobs.querySelector(".keys").replaceChildren(...found.map(jobRow));
  jobs.querySelector(".none").hidden = found.length > 0;
});
