#include "environment.hpp"

#include <algorithm>

namespace posproof {
namespace {

using Kind = KnownVariable::Kind;

KnownVariable& at(Environment& env, int slot) {
  return *std::find_if(env.begin(), env.end(), [&](const auto& v) { return v.slot == slot; });
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }
std::string end_text(const std::optional<Rational>& end) { return end ? quoted(number_text(*end)) : "null"; }

std::string entry_text(const KnownVariable& v) {
  std::string text = '[' + std::to_string(v.slot) + ',';
  switch (v.kind) {
    case Kind::value: text += "\"value\"," + quoted(number_text(v.value)); break;
    case Kind::integers:
      text += "\"integers\"," + quoted(v.from.get_str()) + ',' + (v.endless ? "null" : quoted(v.to.get_str())) + ',' +
              quoted(v.step.get_str());
      break;
    case Kind::box:
      text += "\"reals\"," + end_text(v.lo) + ',' + end_text(v.hi) + (v.lo && !v.lo_open ? ",true" : ",false") +
              (v.hi && !v.hi_open ? ",true" : ",false");
      break;
  }
  return text + ']';
}

}  // namespace

const KnownVariable* find(const Environment& env, int slot) {
  const auto found = std::find_if(env.begin(), env.end(), [&](const auto& v) { return v.slot == slot; });
  return found == env.end() ? nullptr : &*found;
}

Environment fixed(Environment env, int slot, const Rational& value) {
  auto& v = at(env, slot);
  v.kind = Kind::value;
  v.value = value;
  return env;
}

Environment narrowed(Environment env, int slot, const Integer& from, const Integer& to) {
  if (from == to) return fixed(std::move(env), slot, Rational(from));
  auto& v = at(env, slot);
  v.from = from;
  v.to = to;
  return env;
}

Environment cut(Environment env, int slot, const Rational& lo, bool lo_open, const Rational& hi, bool hi_open) {
  auto& v = at(env, slot);
  v.lo = lo;
  v.hi = hi;
  v.lo_open = lo_open;
  v.hi_open = hi_open;
  return env;
}

std::size_t count(const Environment& env, Kind kind) {
  return static_cast<std::size_t>(std::count_if(env.begin(), env.end(), [&](const auto& v) { return v.kind == kind; }));
}

const KnownVariable* first(const Environment& env, Kind kind) {
  const auto found = std::find_if(env.begin(), env.end(), [&](const auto& v) { return v.kind == kind; });
  return found == env.end() ? nullptr : &*found;
}

Expr substituted(Expr e, const Environment& env) {
  for (const auto& v : env)
    if (v.kind == Kind::value) e = substitute(e, v.slot, make_number(v.value));
  return e;
}

std::vector<VariableFacts> facts(const Environment& env) {
  std::vector<VariableFacts> out;
  for (const auto& v : env) {
    if (v.kind == Kind::value) {
      out.push_back(fixed_at(v.slot, v.value));
      continue;
    }
    VariableFacts f;
    f.slot = v.slot;
    if (v.kind == Kind::integers) {
      f.integer = true;
      f.lower = Rational(v.from);
      if (!v.endless) f.upper = Rational(v.to);
      f.step = v.step;
    } else {
      f.lower = v.lo;
      f.upper = v.hi;
      f.lower_strict = v.lo_open;
      f.upper_strict = v.hi_open;
    }
    out.push_back(std::move(f));
  }
  return out;
}

std::string number_text(const Rational& q) { return q.str(); }

std::string environment_text(const Environment& env) {
  std::string text;
  for (const auto& v : env) text += (text.empty() ? "" : ",") + entry_text(v);
  return "\"environment\":[" + text + ']';
}

}  // namespace posproof
