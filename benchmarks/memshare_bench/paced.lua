-- Walks through the cookies of a file with a pause before each request.
local cookies = {}
local at = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    cookies[#cookies + 1] = line
  end
end

function delay()
  return 20
end

function request()
  at = at % #cookies + 1
  return wrk.format("GET", nil, { ["Cookie"] = cookies[at] })
end
