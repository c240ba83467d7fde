-- Gets Keystile's decision about a request. Any response but 200 goes to the client.

local endpoint = "http://127.0.0.1:8082/authz/haproxy"
local timeout = 5000

local identity = {
  "x-keystile-account", "x-keystile-environment", "x-keystile-project", "x-keystile-key-id", "x-keystile-key-type",
  "x-keystile-assertion",
}
local for_connections = {
  "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
  "content-length", "expect", "host", "x-original-method", "x-original-uri",
}
local not_for_clients = {
  "connection", "keep-alive", "transfer-encoding", "content-length", "server", "date",
}
local for_clients = {
  "x-request-id", "access-control-allow-origin", "access-control-expose-headers", "vary", "cache-control",
}
local unavailable = '{"type":"urn:keystile:problem:store_unavailable","title":"API keys cannot be checked",'
  .. '"status":503,"code":"store_unavailable"}\n'

local function without(headers, names)
  for _, name in ipairs(names) do
    headers[name] = nil
  end
  return headers
end

-- What came with the request, from zero on, as the list from one on that the client takes.
local function request_headers(txn)
  local headers = {}
  for name, values in pairs(txn.http:req_get_headers()) do
    headers[name] = {}
    for i = 0, #values do
      table.insert(headers[name], values[i])
    end
  end
  without(headers, for_connections)
  headers["x-original-method"] = { txn.sf:method() }
  headers["x-original-uri"] = { txn.sf:pathq() }
  return headers
end

local function refuse(txn, response)
  local reply = txn:reply()
  if response == nil or response.status == nil or response.status < 200 then
    reply:set_status(503)
    reply:add_header("content-type", "application/problem+json")
    reply:add_header("cache-control", "no-store")
    reply:add_header("retry-after", "1")
    reply:set_body(unavailable)
  else
    reply:set_status(response.status, response.reason)
    for name, values in pairs(without(response.headers, not_for_clients)) do
      for i = 0, #values do
        reply:add_header(name, values[i])
      end
    end
    reply:set_body(response.body or "")
  end
  txn:done(reply)
end

local function first(response, name)
  return response.headers[name] and response.headers[name][0]
end

local function pass(txn, response)
  for _, name in ipairs(identity) do
    txn.http:req_set_header(name, first(response, name) or "")
  end
  for name in (first(response, "x-keystile-hide") or ""):gmatch("[^, ]+") do
    txn.http:req_del_header(name)
  end
  txn.http:req_set_header("x-request-id", first(response, "x-request-id") or "")
  for _, name in ipairs(for_clients) do
    local value = first(response, name)
    if value then
      txn:set_var("txn." .. name:gsub("-", "_"), value)
    end
  end
  txn:set_var("txn.keystile_passed", true)
end

core.register_action("keystile", { "http-req" }, function(txn)
  local sent, response = pcall(function()
    return core.httpclient():get { url = endpoint, headers = request_headers(txn), timeout = timeout }
  end)
  if sent and response ~= nil and response.status == 200 then
    pass(txn, response)
  else
    refuse(txn, sent and response or nil)
  end
end)

-- A trailer is a field that nobody above has looked at, and some applications take it for one of the head.
local trailers = { id = "trailers", flags = filter.FLT_CFG_FL_HTX }
trailers.__index = trailers

function trailers.new()
  return setmetatable({ found = false }, trailers)
end

function trailers:http_headers(_, message)
  if not message:is_resp() and message:get_headers()["content-length"] == nil then
    filter.register_data_filter(self, message.channel)
  end
  return filter.CONTINUE
end

-- What is no body is the end of it, which counts one, or trailers.
function trailers:http_payload(_, message)
  self.found = self.found or message:input() - #(message:body() or "") > 1
end

function trailers:http_end()
  return self.found and filter.ERROR or filter.CONTINUE
end

core.register_filter("trailers", trailers, function(class)
  return class
end)
