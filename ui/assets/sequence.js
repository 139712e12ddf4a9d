// Of two events that change the same part of the page the slower answer would stay, and one of them would not see what the
// other has changed: each is asked when the one before it has been answered, or after much patience.
const EVENT = /\/gradio_api\/(run|queue\/join)\b/;
const answering = new Map(); // by part of the page: what it was asked last, until it is answered
const ask = window.fetch;
window.fetch = (address, options) => {
  if (!EVENT.test(address)) return ask(address, options);
  const { fn_index: event } = JSON.parse(options.body);
  const { outputs } = window.gradio_config.dependencies.find(({ id }) => id === event);
  const before = Promise.all(outputs.map((part) => answering.get(part)));
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  const answer = Promise.race([before, patience]).then(() => ask(address, options)).then(async (one) => new Response(await one.blob(), one));
  const answered = answer.catch(() => {});
  for (const part of outputs) answering.set(part, answered);
  return answer;
};
// What is asked without an event: whoever asked for something older gets the answer to what was asked last, too.
const newest = (ask) => {
  let last;
  return async (...asked) => {
    last = ask(...asked);
    for (;;) {
      const one = last, answer = await one;
      if (one === last) return answer;
    }
  };
};
