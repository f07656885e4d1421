#pragma once
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "json.hpp"

// The claim as a tree, read with every name, slot, sort and number of arguments checked. **Theorem** C8.

namespace check {

/// An integer, or a fraction in lowest terms: what prints back to the same text.
inline mpq_class read_number(const Json& json) {
  const std::string s = json.string();
  const bool looks = !s.empty() && s.size() <= 100000 && s.find_first_not_of("0123456789-/") == s.npos;
  mpq_class q;
  if (!looks || q.set_str(s, 10) != 0 || q.get_den() == 0 || (q.canonicalize(), q.get_str() != s))
    throw Unreadable("no number: " + s.substr(0, 40));
  return q;
}

struct Node;
using Tree = std::shared_ptr<const Node>;

struct Binder {
  int slot = 0;
  std::string name, kind;  ///< kind: ints, reals, set
  Tree lo, hi, step;       ///< an end that is null is infinite
  bool lo_closed = true, hi_closed = true;
  std::vector<Tree> elements;
};

struct Node {
  std::string op;  ///< as in the certificate; the name of the function for a call
  bool call = false, formula = false;
  mpq_class number;
  int slot = -1;
  std::string name;
  std::vector<Tree> args;
  std::vector<Binder> binders;
  Tree filter;
  std::set<int> free;  ///< slots of its variables that are bound outside of it
};

inline bool is_relation(const std::string& op) { return op.size() <= 2 && op != "=>" && op.find_first_of("<>=") != op.npos; }
inline bool is_quantifier(const Node& n) { return n.op == "forall" || n.op == "exists"; }
inline bool has_quantifier(const Node& n) {
  return is_quantifier(n) || std::any_of(n.args.begin(), n.args.end(), [](const Tree& a) { return has_quantifier(*a); });
}

class TreeReader {
 public:
  static Tree read(const Json& json) { return TreeReader().node(json, 'f'); }

 private:
  std::map<int, std::string> scope_;

  /// Sorts (t term, f formula) of a form and of its arguments, the last one repeated if + follows; nullptr if there is no such
  /// form.
  static const std::string* sorts(const std::string& op, bool call) {
    static const std::string forms =
        "t pi e euler_gamma i ; tt neg ; ttt add sub mul div pow index ; tt+ list ; tftt if ; f true false ; ff not ; fff => ; "
        "fff+ and or ; "
        "ftt < <= > >= == != ; ";
    static const std::string calls =
        "tt abs sqrt exp log log2 sin cos tan asin acos atan sinh cosh tanh ci floor ceil round sign re im conj cis length ; "
        "ttt mod gcd ; "
        "tt+ min max ; ";
    static std::map<std::string, std::string> known[2];
    if (known[call].empty()) {
      std::istringstream in(call ? calls : forms);
      for (std::string sort, name; in >> sort;)
        while (in >> name && name != ";") known[call][name] = sort;
    }
    const auto it = known[call].find(op);
    return it == known[call].end() ? nullptr : &it->second;
  }

  Tree node(const Json& json, char sort) {
    auto n = std::make_shared<Node>();
    n->op = json.at(0).string();
    n->call = n->op == "call";
    if (n->call) n->op = json.at(1).string();
    const bool quantifier = is_quantifier(*n);
    if (const std::string* s = sorts(n->op, n->call)) {
      n->formula = (*s)[0] == 'f';
      const bool repeats = s->back() == '+';
      const std::size_t first = n->call ? 2 : 1, least = s->size() - 1 - repeats, count = json.array().size() - first;
      if (count < least || (count > least && !repeats)) throw Unreadable("wrong number of arguments of " + n->op);
      for (std::size_t i = 0; i < count; ++i) n->args.push_back(part(json.at(first + i), (*s)[std::min(i, least - 1) + 1], *n));
    } else if (n->op == "q" && !n->call) {
      json.size_is(2);
      n->number = read_number(json.at(1));
    } else if (n->op == "v" && !n->call) {
      json.size_is(3);
      n->slot = slot(json.at(1));
      n->name = json.at(2).string();
      const auto it = scope_.find(n->slot);
      if (it == scope_.end() || it->second != n->name) throw Unreadable("variable without a binder: " + n->name);
      n->free.insert(n->slot);
    } else if (const std::string sums = " sum prod maximum minimum argmax argmin count ";
               !n->call && (quantifier || sums.find(" " + n->op + " ") != sums.npos)) {
      json.size_is(quantifier ? 4 : 3);
      n->formula = quantifier;
      if (!quantifier)
        bind(json.at(1), *n);
      else
        for (const auto& b : json.at(1).array()) bind(b, *n);
      if (n->binders.empty()) throw Unreadable("a quantifier without variables");
      const Binder& b = n->binders[0];
      if (!quantifier && (b.kind != "ints" || !b.hi || b.step->op != "q" || b.step->number != 1))
        throw Unreadable(n->op + " over another domain than lo..hi");
      if (quantifier && !json.at(2).is_null()) n->filter = part(json.at(2), 'f', *n);
      n->args.push_back(part(json.at(quantifier ? 3 : 2), quantifier || n->op == "count" ? 'f' : 't', *n));
      for (const auto& x : n->binders) scope_.erase(x.slot), n->free.erase(x.slot);
    } else {
      throw Unreadable("no form of version 1: " + n->op.substr(0, 40));
    }
    if (n->formula != (sort == 'f')) throw Unreadable("a term where a formula belongs, or the other way round");
    return n;
  }
  static int slot(const Json& json) {
    const long s = json.integer();
    return s >= 0 && s <= 65535 ? static_cast<int>(s) : throw Unreadable("a slot outside of 0..65535");
  }
  Tree part(const Json& json, char sort, Node& n) {
    Tree p = node(json, sort);
    n.free.insert(p->free.begin(), p->free.end());
    return p;
  }
  /// Reads a binder of n and puts its variable into scope, after its domain has been read.
  void bind(const Json& json, Node& n) {
    json.size_is(3);
    Binder b;
    const Json& domain = json.at(2);
    b.slot = slot(json.at(0));
    b.name = json.at(1).string();
    b.kind = domain.at(0).string();
    const auto end = [&](const Json& e) { return e.is_null() ? nullptr : part(e, 't', n); };
    if (b.kind == "ints") {
      domain.size_is(4);
      b.lo = part(domain.at(1), 't', n), b.hi = end(domain.at(2)), b.step = part(domain.at(3), 't', n);
    } else if (b.kind == "reals") {
      domain.size_is(5);
      b.lo = end(domain.at(1)), b.hi = end(domain.at(2)), b.lo_closed = domain.at(3).boolean(),
      b.hi_closed = domain.at(4).boolean();
      if ((!b.lo && b.lo_closed) || (!b.hi && b.hi_closed)) throw Unreadable("a closed end at infinity");
    } else if (b.kind == "set" && domain.array().size() > 1) {
      for (std::size_t i = 1; i < domain.array().size(); ++i) b.elements.push_back(part(domain.at(i), 't', n));
    } else {
      throw Unreadable("no domain of version 1: " + b.kind);
    }
    const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", others = "0123456789_";
    const std::string reserved = " pi e i euler_gamma inf true false and or not forall exists in where step if ";
    if (b.name.find_first_of(letters) != 0 || b.name.find_first_not_of(letters + others) != b.name.npos ||
        reserved.find(" " + b.name + " ") != reserved.npos)
      throw Unreadable("no name of a variable: " + b.name);
    for (const auto& [slot, name] : scope_)
      if (slot == b.slot || name == b.name) throw Unreadable("slot or name bound twice: " + name);
    scope_[b.slot] = b.name;
    n.binders.push_back(std::move(b));
  }
};

}  // namespace check
