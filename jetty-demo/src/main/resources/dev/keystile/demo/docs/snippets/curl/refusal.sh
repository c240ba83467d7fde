# -i shows the status and the header fields too
curl -sS -i BASE_URL/organizations \
  -H "Authorization: Bearer PUBLISHABLE_KEY"
