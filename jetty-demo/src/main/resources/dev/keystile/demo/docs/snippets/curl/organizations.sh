# Create an organization
curl -sS BASE_URL/organizations \
  -H "Authorization: Bearer SECRET_KEY" \
  -H "Content-Type: application/json" \
  -d '{"name": "Test organization"}'

# List the newest five
curl -sS "BASE_URL/organizations?limit=5" \
  -H "Authorization: Bearer SECRET_KEY"
