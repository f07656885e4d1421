#include "posproof/certify/canonical.hpp"

#include <algorithm>

#include "canonical_text.hpp"
#include "names_in_scope.hpp"
#include "operation_names.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/certify/certificate.hpp"

namespace posproof {
namespace {

class TreeWriter {
 public:
  std::string text;

  void node(const Expr& e) {
    if (text.size() > longest_certificate_line)
      throw NoCertificate("the claim's tree is too long with its definitions expanded");
    if (const char* name = operation_name(e->op)) return open(name), children(e), close();
    if (const char* name = loop_name(e->op)) return loop(name, e);
    switch (e->op) {
      case Op::number: return open("q"), more(json_string(e->number.str())), close();
      case Op::constant: return open(e->name), close();
      case Op::variable: return open("v"), more(std::to_string(e->slot)), more(json_string(names_.of(e->slot))), close();
      case Op::call: return call(e);
      case Op::truth: return open(e->number == Rational(0) ? "false" : "true"), close();
      case Op::forall: return quantifier("forall", e);
      case Op::exists: return quantifier("exists", e);
      case Op::limit:
      case Op::limsup:
      case Op::liminf: throw NoCertificate("it is about a limit, which rules prove");
      case Op::property: throw NoCertificate("`" + e->name + "` is a property of a sequence, which rules prove");
      case Op::integral: throw NoCertificate("it contains an integral, and quadrature is not checked again");
      case Op::deriv: throw NoCertificate("it contains a derivative");
      default: contract_broken("a resolved tree holds a node that only parsed ones have");
    }
  }

  /// "[[slot,name,domain],...]" of a quantifier.
  void binders(const Expr& e) {
    text += '[';
    for (std::size_t i = 0; i < e->binders.size(); ++i) {
      if (i > 0) text += ',';
      binder(e->binders[i]);
    }
    text += ']';
  }

 private:
  void open(const std::string& name) { text += "[\"" + name + '"'; }
  void close() { text += ']'; }
  void more(const std::string& t) { text += ',', text += t; }
  void child(const Expr& e) { text += ',', node(e); }
  void optional(const Expr& e) { e ? child(e) : more("null"); }
  void children(const Expr& e) {
    for (const auto& a : e->args) child(a);
  }

  void call(const Expr& e) {
    for (const char* unknown : {"gamma", "arg", "erf", "si", "ei"})
      if (e->name == unknown) throw NoCertificate("it contains " + e->name + "(...), which the checker does not know");
    open("call"), more(json_string(e->name)), children(e), close();
  }

  /// The domain is read outside the binder's own scope.
  void binder(const Binder& b) {
    text += '[' + std::to_string(b.slot) + ',';
    const std::size_t name_at = text.size();
    domain(b.domain);
    text += ']';
    names_.enter(b);
    text.insert(name_at, json_string(names_.innermost()) + ',');
  }

  void domain(const Domain& d) {
    switch (d.kind) {
      case Domain::Kind::integers:
        open("ints"), child(d.lo), optional(d.hi), d.step ? child(d.step) : more("[\"q\",\"1\"]");
        break;
      case Domain::Kind::reals:
        open("reals"), optional(d.lo), optional(d.hi), more(d.lo && d.lo_closed ? "true" : "false"),
            more(d.hi && d.hi_closed ? "true" : "false");
        break;
      case Domain::Kind::set:
        open("set");
        for (const auto& x : d.elements) child(x);
        break;
      case Domain::Kind::approach: throw NoCertificate("it is about a limit, which rules prove");
    }
    close();
  }

  void loop(const char* name, const Expr& e) {
    open(name);
    text += ',';
    binder(e->binders.at(0));
    children(e);
    names_.leave(1);
    close();
  }

  void quantifier(const char* name, const Expr& e) {
    open(name);
    text += ',';
    binders(e);
    optional(e->filter);
    children(e);
    names_.leave(e->binders.size());
    close();
  }

  NamesInScope names_;
};

bool is_quantifier(const Expr& e) { return e->op == Op::forall || e->op == Op::exists; }

std::string relation_of(const Expr& e) {
  const auto over_reals = [](const Binder& b) { return b.domain.kind == Domain::Kind::reals; };
  if (e->op == Op::forall) return std::any_of(e->binders.begin(), e->binders.end(), over_reals) ? "forall-real" : "forall-int";
  return e->op == Op::exists ? "exists" : "closed";
}

}  // namespace

std::string json_string(const std::string& text) {
  std::string plain = text;
  for (char& c : plain)
    if (c < ' ' || c > '~' || c == '"' || c == '\\') c = '?';
  return '"' + plain + '"';
}

CanonicalClaim canonical(const Expr& formula) {
  CanonicalClaim out;
  TreeWriter tree;
  tree.node(formula);
  out.tree = std::move(tree.text);
  if (is_quantifier(formula)) {
    TreeWriter domain;
    domain.binders(formula);
    out.domain = std::move(domain.text);
  } else {
    out.domain = "[]";
  }
  out.text = canonical_text(formula);
  out.relation = relation_of(formula);
  return out;
}

}  // namespace posproof
