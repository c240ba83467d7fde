const response = await fetch('BASE_URL/project', {
  headers: { Authorization: 'Bearer PUBLISHABLE_KEY' },
});
if (!response.ok) throw new Error(await response.text());

const project = await response.json();
console.log(project.name, project.id);
