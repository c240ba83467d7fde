'use strict';

const labels = new Map();

// Without a clipboard, as on a page that is not served from this machine or by TLS, the text is selected.
const copy = async button => {
  const source = document.getElementById(button.dataset.copy);
  if (!labels.has(button)) labels.set(button, button.textContent);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = 'Selected';
  }
  document.getElementById('said').textContent = button.textContent;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => { button.textContent = labels.get(button); }, 1500);
};

document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.opens) document.getElementById(button.dataset.opens).showModal();
  if ('closes' in button.dataset) button.closest('dialog').close();
  if (button.dataset.copy) copy(button);
});

document.querySelector('dialog[data-open]')?.showModal();

const span = (seconds, rounding) => {
  const count = (number, unit) => `${number} ${unit}${number === 1 ? '' : 's'}`;
  const minutes = Math.floor(seconds / 60 + rounding);
  const hours = Math.floor(seconds / 3600 + rounding);
  if (seconds < 60) return count(Math.floor(seconds), 'second');
  if (minutes < 60) return count(minutes, 'minute');
  return hours < 48 ? count(hours, 'hour') : count(Math.floor(seconds / 86400 + rounding), 'day');
};

const showTimes = () => {
  for (const time of document.querySelectorAll('time[data-relative]')) {
    const ago = (Date.now() - Date.parse(time.dateTime)) / 1000;
    time.textContent = Math.abs(ago) < 10 ? 'just now' : ago < 0 ? `in ${span(-ago, 0.5)}` : `${span(ago, 0)} ago`;
  }
};
setInterval(showTimes, 10000);

document.querySelector('.key.fresh')?.scrollIntoView({ block: 'nearest' });

const followActivity = shown => {
  const part = name => document.querySelector(`[data-live-${name}]`);
  const state = part('state');
  const toggle = part('toggle');
  let paused = false;
  let ended = false;
  let timer = 0;
  let news = 0;
  let toldAt = 0;

  const say = (text, kind) => {
    state.textContent = text;
    state.className = `pulse ${kind}`;
  };
  const end = () => {
    ended = true;
    say('Stopped', 'off');
    toggle.hidden = true;
    const note = document.createElement('p');
    note.className = 'notice failed';
    note.textContent = 'Your session has ended, so this page no longer updates. A new login link is printed by: java -jar keystile-demo.jar login';
    part('note').replaceChildren(note);
  };
  const tell = count => {
    news += count;
    if (news === 0 || Date.now() - toldAt < 10000) return;
    part('news').textContent = news === 1 ? '1 new request' : `${news} new requests`;
    toldAt = Date.now();
    news = 0;
  };
  const show = html => {
    const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-live]');
    const rows = [...fresh.querySelectorAll('[data-live-table] tbody > tr')];
    shown.dataset.live = fresh.dataset.live;
    shown.querySelector('[data-live-chart]').replaceWith(fresh.querySelector('[data-live-chart]'));
    const body = shown.querySelector('[data-live-table] tbody');
    rows.forEach(row => row.classList.add('arrived'));
    body.prepend(...rows);
    [...body.children].slice(Number(shown.dataset.longest)).forEach(row => row.remove());
    if (rows.length > 0) {
      part('table').hidden = false;
      part('empty').hidden = true;
    }
    tell(rows.length);
  };
  const poll = async () => {
    try {
      const answer = await fetch(shown.dataset.live, { cache: 'no-store', signal: AbortSignal.timeout(10000) });
      const html = await answer.text();
      if (answer.status === 401) return end();
      if (answer.status === 200 && !paused) show(html);
      if (!paused) say(answer.ok ? 'Live' : 'Reconnecting', answer.ok ? '' : 'off');
    } catch {
      if (!paused) say('Reconnecting', 'off');
    }
    tell(0);
    schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    if (!ended && !paused && !document.hidden) timer = setTimeout(poll, 1500);
  };

  toggle.addEventListener('click', () => {
    paused = !paused;
    toggle.textContent = paused ? 'Resume' : 'Pause';
    say(paused ? 'Paused' : 'Live', paused ? 'off' : '');
    schedule();
  });
  document.addEventListener('visibilitychange', schedule);
  part('bar').hidden = false;
  schedule();
};

const activity = document.querySelector('[data-live]');
if (activity) followActivity(activity);
