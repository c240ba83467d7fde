curl -sS BASE_URL/project \
  -H "Authorization: Bearer PUBLISHABLE_KEY"
