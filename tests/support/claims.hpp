#pragma once
#include <string>
#include <vector>

#include "posproof/claim/error.hpp"
#include "posproof/claim/prepare.hpp"

// Short ways to make claims in tests, and a plain notation of trees that no printer under test has a part in.

namespace posproof::testing {

inline std::vector<Definition> define(const std::vector<std::string>& lines) {
  std::vector<Definition> all;
  for (const auto& line : lines) all.push_back(parse_definition({"<where>", line}));
  return all;
}

inline PreparedClaim claim(const std::string& text, const std::vector<std::string>& where = {}) {
  return prepare({"<claim>", text}, define(where));
}
inline Expr formula(const std::string& text, const std::vector<std::string>& where = {}) { return claim(text, where).formula; }
inline Expr term(const std::string& text, const std::vector<std::string>& where = {}) {
  return prepare({"<claim>", text}, define(where), false).formula;
}
inline Expr parsed(const std::string& text) { return parse({"<claim>", text}); }

inline const char* op_word(Op op) {
  switch (op) {
    case Op::neg: return "neg";
    case Op::add: return "+";
    case Op::sub: return "-";
    case Op::mul: return "*";
    case Op::div: return "/";
    case Op::pow: return "^";
    case Op::conditional: return "if";
    case Op::sum: return "sum";
    case Op::prod: return "prod";
    case Op::maximum: return "maximum";
    case Op::minimum: return "minimum";
    case Op::argmax: return "argmax";
    case Op::argmin: return "argmin";
    case Op::count: return "count";
    case Op::integral: return "integral";
    case Op::deriv: return "deriv";
    case Op::list: return "list";
    case Op::index: return "index";
    case Op::limit: return "limit";
    case Op::limsup: return "limsup";
    case Op::liminf: return "liminf";
    case Op::chain: return "chain";
    case Op::conj: return "and";
    case Op::disj: return "or";
    case Op::negation: return "not";
    case Op::implies: return "=>";
    case Op::forall: return "forall";
    case Op::exists: return "exists";
    default: return is_relation(op) ? relation_text(op) : "";
  }
}

std::string dump(const Expr& e);

inline std::string dump(const Domain& d) {
  const auto end = [](const Expr& e) { return e ? dump(e) : std::string("inf"); };
  switch (d.kind) {
    case Domain::Kind::integers: return "{" + end(d.lo) + ".." + end(d.hi) + (d.step ? " step " + dump(d.step) : "") + "}";
    case Domain::Kind::reals: return (d.lo_closed ? "[" : "(") + end(d.lo) + " " + end(d.hi) + (d.hi_closed ? "]" : ")");
    case Domain::Kind::approach:
      return std::string("->") + (d.toward_minus_infinity ? "-" : "") + end(d.hi) + (d.approach_reals ? " reals" : "");
    case Domain::Kind::set: break;
  }
  std::string text = "set";
  for (const auto& e : d.elements) text += " " + dump(e);
  return "{" + text + "}";
}

/// Prefix notation: "-x^2 + 1" is "(+ (neg (^ x 2)) 1)".
inline std::string dump(const Expr& e) {
  const auto& n = *e;
  if (n.op == Op::number) return n.number.str();
  if (n.op == Op::truth) return n.number.sign() != 0 ? "true" : "false";
  if (n.op == Op::constant || n.op == Op::variable) return n.name;
  std::string text = std::string("(") + op_word(n.op);
  if (n.op == Op::call || n.op == Op::apply || n.op == Op::property) text += n.name;
  for (const auto r : n.relations) text += std::string(" ") + relation_text(r);
  for (const auto& b : n.binders) text += " " + b.name + (n.op == Op::deriv ? "" : ":" + dump(b.domain));
  if (n.filter) text += " where " + dump(n.filter);
  for (const auto& arg : n.args) text += " " + dump(arg);
  return text + ")";
}

}  // namespace posproof::testing
