// Of two events that change the same part of the page the slower answer would stay, and one of them would not see what the
// other has changed: each is asked when those before it have been answered, or have been given much patience. For an event
// that is queued the answer is that it waits, and what it makes comes later.
const EVENT = /\/gradio_api\/(run|queue\/join)\b/;
const answering = new Map(); // by part of the page: until what it was asked last has been answered
const ask = window.fetch;
window.fetch = async (address, options) => {
  if (!EVENT.test(address)) return ask(address, options);
  const { fn_index: event } = JSON.parse(options.body);
  const { outputs } = window.gradio_config.dependencies.find(({ id }) => id === event);
  const before = Promise.all(outputs.map((part) => answering.get(part)));
  const answer = before.then(() => ask(address, options)).then(async (one) => new Response(await one.blob(), one));
  const patience = before.then(() => new Promise((done) => setTimeout(done, PATIENCE)));
  const answered = Promise.race([answer, patience]).then(() => {}, () => {});
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
