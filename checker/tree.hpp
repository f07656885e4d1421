#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "number.hpp"

// Lines as JSON, and the claim as a tree, read with every name, slot, sort and number of arguments checked. **Theorem** C8.

namespace check {

using Json = nlohmann::ordered_json;

/// The only way to write a value: no blanks, no escapes, no key twice. So values are equal just when their texts are.
inline Json read_json(const std::string& line) {
  const auto shallow = [](int depth, Json::parse_event_t, Json&) {
    return depth <= 1000 ? true : throw Unreadable("nested deeper than 1000");
  };
  if (std::any_of(line.begin(), line.end(), [](char c) { return c < ' ' || c > '~' || c == '\\'; }))
    throw Unreadable("unprintable character or backslash");
  Json json = Json::parse(line, shallow);
  return json.dump() == line ? json : throw Unreadable("not as docs/certificates.md writes it");
}
inline void keys_are(const Json& object, const std::vector<const char*>& keys) {
  for (const char* key : keys) object.at(key);
  if (object.size() != keys.size()) throw Unreadable("a key too many");
}
inline void size_is(const Json& array, std::size_t size) {
  if (!array.is_array() || array.size() != size) throw Unreadable("wrong number of parts: " + array.dump().substr(0, 60));
}
inline long integer(const Json& json, long least, long most) {
  const long n = json.is_number_integer() ? json.get<long>() : throw Unreadable("an integer expected");
  return n >= least && n <= most ? n : throw Unreadable("an integer up to " + std::to_string(most) + " expected");
}
inline std::string string(const Json& json) { return json.get<std::string>(); }
/// An integer, or a fraction in lowest terms: what prints back to the same text.
inline mpq_class read_number(const Json& json) {
  const std::string s = string(json);
  const bool looks = !s.empty() && s.size() <= 100000 && s.find_first_not_of("0123456789-/") == s.npos;
  mpq_class q;
  if (!looks || q.set_str(s, 10) != 0 || q.get_den() == 0 || (q.canonicalize(), q.get_str() != s))
    throw Unreadable("no number: " + s.substr(0, 40));
  return q;
}

struct Node;
using Tree = std::shared_ptr<const Node>;

struct Binder {
  long slot = 0;
  std::string name, kind;  ///< kind: ints, reals, set
  Tree lo, hi, step;       ///< an end that is null is infinite
  bool lo_closed = true, hi_closed = true;
  std::vector<Tree> elements;
};

/// A term or a formula. `P => Q` is `not P or Q`, which is the same for every truth value.
struct Node {
  std::string op;  ///< as in the certificate; the name of the function for a call
  bool formula = false;
  mpq_class number;
  long slot = -1;
  std::vector<Tree> args;
  std::vector<Binder> binders;
  Tree filter;
  std::set<long> free;  ///< slots of its variables that are bound outside of it
  std::string text;     ///< as a reader writes it, with all parentheses
};
inline Tree node(const std::string& op, const std::vector<Tree>& formulas) {
  return std::make_shared<Node>(Node{op, true, {}, -1, formulas, {}, nullptr, {}, ""});
}

inline bool is_relation(const std::string& op) { return op.size() <= 2 && op != "=>" && op.find_first_of("<>=") != op.npos; }
inline bool is_quantifier(const Node& n) { return n.op == "forall" || n.op == "exists"; }

class TreeReader {
 public:
  static Tree read(const Json& json) { return TreeReader().node(json, 'f'); }

 private:
  std::map<long, std::string> scope_;

  /// Sorts (t term, f formula) of a form and of its arguments, the last one repeated if + follows; "" if there is no such form.
  static std::string sorts(const std::string& form) {
    static const std::map<std::string, std::string> known = [] {
      std::istringstream in(
          "t pi e euler_gamma i ; tt neg ; ttt add sub mul div pow index ; tt+ list ; tftt if ; f true false ; ff not ; "
          "fff => ; fff+ and or ; ftt < <= > >= == != ; tt call.abs call.sqrt call.exp call.log call.log2 call.sin call.cos "
          "call.tan call.asin call.acos call.atan call.sinh call.cosh call.tanh call.ci call.floor call.ceil call.round "
          "call.sign call.re call.im call.conj call.cis call.length ; ttt call.mod call.gcd ; tt+ call.min call.max ;");
      std::map<std::string, std::string> all;
      for (std::string sort, name; in >> sort;)
        while (in >> name && name != ";") all[name] = sort;
      return all;
    }();
    const auto it = known.find(form);
    return it == known.end() ? "" : it->second;
  }
  static std::string listed(const std::vector<Tree>& parts, const std::string& separator) {
    std::string s;
    for (const auto& p : parts) s += (s.empty() ? "" : separator) + p->text;
    return s;
  }

  Tree node(const Json& json, char sort) {
    auto made = std::make_shared<Node>();
    Node& n = *made;
    const bool call = json.at(0) == "call";
    n.op = string(json.at(call));
    const std::string s = n.op.find('.') == n.op.npos ? sorts((call ? "call." : "") + n.op) : "";
    if (!s.empty()) {
      n.formula = s[0] == 'f';
      operation(json, call, s, n);
    } else if (n.op == "q" && !call) {
      size_is(json, 2);
      n.number = read_number(json.at(1)), n.text = string(json.at(1));
      if (n.number < 0 || n.number.get_den() != 1) n.text = "(" + n.text + ")";
    } else if (n.op == "v" && !call) {
      size_is(json, 3);
      n.slot = integer(json.at(1), 0, 65535), n.text = string(json.at(2)), n.free.insert(n.slot);
      if (!scope_.count(n.slot) || scope_[n.slot] != n.text) throw Unreadable("variable without a binder: " + n.text);
    } else if (const std::string sums = " sum prod maximum minimum argmax argmin count ";
               !call && n.op.find(' ') == n.op.npos && (is_quantifier(n) || sums.find(" " + n.op + " ") != sums.npos)) {
      binding(json, n);
    } else {
      throw Unreadable("no form of this version: " + n.op.substr(0, 40));
    }
    return n.formula == (sort == 'f') ? made : throw Unreadable("a term where a formula belongs, or the other way round");
  }
  Tree part(const Json& json, char sort, Node& n) {
    Tree p = node(json, sort);
    n.free.insert(p->free.begin(), p->free.end());
    return p;
  }
  void operation(const Json& json, bool call, const std::string& sorts, Node& n) {
    const bool repeats = sorts.back() == '+', function = call || n.op == "if";
    const std::size_t first = call ? 2 : 1, least = sorts.size() - 1 - repeats, count = json.size() - first;
    if (count < least || (count > least && !repeats)) throw Unreadable("wrong number of arguments of " + n.op);
    for (std::size_t i = 0; i < count; ++i) n.args.push_back(part(json.at(first + i), sorts[std::min(i, least - 1) + 1], n));
    static const std::map<std::string, std::string> signs = {{"add", "+"}, {"sub", "-"}, {"mul", "*"},   {"div", "/"},
                                                             {"pow", "^"}, {"neg", "-"}, {"not", "not "}};
    const std::string sign = signs.count(n.op) ? signs.at(n.op) : n.op;
    n.text = n.op == "list"    ? "[" + listed(n.args, ", ") + "]"
             : n.op == "index" ? n.args[0]->text + "[" + n.args[1]->text + "]"
             : function        ? n.op + "(" + listed(n.args, ", ") + ")"
             : count == 0      ? n.op
             : count == 1      ? "(" + sign + n.args[0]->text + ")"
                               : "(" + listed(n.args, " " + sign + " ") + ")";
    if (n.op == "=>") n.op = "or", n.args[0] = check::node("not", {n.args[0]});
  }
  void binding(const Json& json, Node& n) {
    const bool quantifier = n.formula = is_quantifier(n);
    size_is(json, quantifier ? 4 : 3);
    for (const auto& b : quantifier ? json.at(1) : Json::array({json.at(1)})) bind(b, n);
    if (n.binders.empty() || !json.at(1).is_array()) throw Unreadable("a quantifier without variables");
    const Binder& b = n.binders[0];
    if (!quantifier && (b.kind != "ints" || !b.hi || b.step->number != 1 || b.step->op != "q"))
      throw Unreadable(n.op + " over another domain than lo..hi");
    if (quantifier && !json.at(2).is_null()) n.filter = part(json.at(2), 'f', n);
    n.args.push_back(part(json.back(), quantifier || n.op == "count" ? 'f' : 't', n));
    const std::string where = n.filter ? " where " + n.filter->text : "";
    n.text = quantifier ? "(" + n.op + n.text + where + ": " + n.args[0]->text + ")"
                        : n.op + "(" + b.name + ", " + b.lo->text + ", " + b.hi->text + ", " + n.args[0]->text + ")";
    for (const auto& x : n.binders) scope_.erase(x.slot), n.free.erase(x.slot);
  }
  /// Reads a binder of n and puts its variable into scope, after its domain has been read.
  void bind(const Json& json, Node& n) {
    size_is(json, 3);
    Binder b;
    const Json& domain = json.at(2);
    std::string text;
    b.slot = integer(json.at(0), 0, 65535), b.name = string(json.at(1)), b.kind = string(domain.at(0));
    const auto end = [&](const Json& e) { return e.is_null() ? nullptr : part(e, 't', n); };
    const auto shown = [](const Tree& e, const char* infinite) { return e ? e->text : infinite; };
    if (b.kind == "ints") {
      size_is(domain, 4);
      b.lo = part(domain.at(1), 't', n), b.hi = end(domain.at(2)), b.step = part(domain.at(3), 't', n);
      text = b.lo->text + ".." + shown(b.hi, "inf") + (b.step->text == "1" ? "" : " step " + b.step->text);
    } else if (b.kind == "reals") {
      size_is(domain, 5);
      b.lo = end(domain.at(1)), b.hi = end(domain.at(2));
      b.lo_closed = domain.at(3).get<bool>(), b.hi_closed = domain.at(4).get<bool>();
      if ((!b.lo && b.lo_closed) || (!b.hi && b.hi_closed)) throw Unreadable("a closed end at infinity");
      text = (b.lo_closed ? "[" : "(") + shown(b.lo, "-inf") + ", " + shown(b.hi, "inf") + (b.hi_closed ? "]" : ")");
    } else if (b.kind == "set" && domain.size() > 1) {
      for (std::size_t i = 1; i < domain.size(); ++i) b.elements.push_back(part(domain.at(i), 't', n));
      text = "{" + listed(b.elements, ", ") + "}";
    } else {
      throw Unreadable("no domain of this version: " + b.kind);
    }
    const auto fits = [](unsigned char c) { return std::isalnum(c) || c == '_'; };
    const std::string reserved = " pi e i euler_gamma inf true false and or not forall exists in where step if ";
    if (scope_.size() > 1000 || b.name.empty() || !std::isalpha(b.name[0]) ||
        !std::all_of(b.name.begin(), b.name.end(), fits) || reserved.find(" " + b.name + " ") != reserved.npos)
      throw Unreadable("no name of a variable, or too many: " + b.name);
    for (const auto& [slot, name] : scope_)
      if (slot == b.slot || name == b.name) throw Unreadable("slot or name bound twice: " + name);
    scope_[b.slot] = b.name;
    n.text += (n.binders.empty() ? " " : ", ") + b.name + " in " + text;
    n.binders.push_back(std::move(b));
  }
};

}  // namespace check
