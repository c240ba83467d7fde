const base = 'BASE_URL';
const key = 'SECRET_KEY';

async function call(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const created = await call('POST', '/organizations', { name: 'Test organization' });
console.log('Created', created.id);

const newest = await call('GET', '/organizations?limit=5');
for (const organization of newest.data) {
  console.log(organization.id, organization.name);
}
