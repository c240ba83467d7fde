const response = await fetch('BASE_URL/organizations', {
  headers: { Authorization: 'Bearer PUBLISHABLE_KEY' },
});
const answer = await response.json();

if (response.ok) {
  console.log(answer.data.length, 'organizations');
} else {
  console.log(response.status, answer.code);
  console.log(answer.detail);
  console.log('Request', answer.request_id);
}
