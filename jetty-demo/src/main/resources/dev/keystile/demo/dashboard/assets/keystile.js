'use strict';

document.addEventListener('click', async event => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.opens) document.getElementById(button.dataset.opens).showModal();
  if ('closes' in button.dataset) button.closest('dialog').close();
  if (button.dataset.copy) {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    const before = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = before; }, 1500);
  }
});

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
