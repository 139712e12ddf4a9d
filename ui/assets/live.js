// What each live part of the page does when it is there: `element`, `props`, `trigger` and `watch` are of Gradio.
const events = ['mark', 'choose', 'again', 'vary', 'more', 'open', 'filter', 'many', 'release',
  'campaign', 'plan', 'start', 'job', 'progress', 'turn', 'check', 'find'];
let focused = null;  // what had the focus, to have it again after a redraw
element.addEventListener('focusin', ({target}) => focused = target.dataset.key);
element.addEventListener('focusout', ({relatedTarget: next}) => next && !element.contains(next) && (focused = null));
document.addEventListener('pointerdown', ({target}) => focused = target.closest?.('[data-key]')?.dataset.key);
element.addEventListener('click', (click) => {
  const source = click.target.closest('[data-event]:not(form)');
  if (!source || !events.includes(source.dataset.event)) return;
  trigger(source.dataset.event, {...source.dataset});
});
element.addEventListener('change', (change) => {
  const form = change.target.closest('form[data-event]');
  if (form) trigger(form.dataset.event, window.page.answers(form));
});
// A field beside buttons is part of what they say, but for one of a form, which says it; what is undone has been said.
element.addEventListener('input', ({target}) => {
  if (target.form) return;
  for (const button of target.closest('[data-tells]')?.querySelectorAll('[data-event]:not(form, .undo)') ?? []) {
    button.dataset[target.name] = target.value;
  }
});
element.addEventListener('submit', (submit) => submit.preventDefault());
// A dialog that was closed is gone: to be shown again it has to be asked for again, and drawn.
let closed = false;
element.addEventListener('close', ({target}) => target.matches('[data-shows]') && (closed = true) && (props.value = ''), true);
document.addEventListener('click', ({target}) => closed &&= !target.closest?.('[data-event=open], [data-event=find]'), true);
window.page?.refresh(element);
watch('value', () => {
  if (closed && element.querySelector('[data-shows]')) return void (props.value = '');  // an answer to what was pressed in it
  window.page?.refresh(element);
  const again = focused && element.querySelector(`[data-key="${CSS.escape(focused)}"]`);
  if (again && document.activeElement === document.body) again.focus({preventScroll: true});
});
