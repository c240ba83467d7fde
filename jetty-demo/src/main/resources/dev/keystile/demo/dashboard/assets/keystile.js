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

const span = seconds => {
  const count = (number, unit) => `${number} ${unit}${number === 1 ? '' : 's'}`;
  if (seconds < 60) return count(Math.floor(seconds), 'second');
  if (seconds < 3600) return count(Math.floor(seconds / 60), 'minute');
  if (seconds < 172800) return count(Math.floor(seconds / 3600), 'hour');
  return count(Math.floor(seconds / 86400), 'day');
};

const showTimes = () => {
  for (const time of document.querySelectorAll('time[data-relative]')) {
    const ago = (Date.now() - Date.parse(time.dateTime)) / 1000;
    time.textContent = Math.abs(ago) < 10 ? 'just now' : ago < 0 ? `in ${span(-ago)}` : `${span(ago)} ago`;
  }
};
setInterval(showTimes, 10000);
