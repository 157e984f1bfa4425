package io.memshare.acceptance.site;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.bind.support.SessionStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A form over several pages, and messages that are shown on the page after. */
@Controller
@SessionAttributes("order")
class Orders {

    @ModelAttribute("order")
    OrderForm order() {
        return new OrderForm();
    }

    @PostMapping("/order")
    @ResponseBody
    String fill(@ModelAttribute("order") OrderForm order) {
        return order.getArticle() + " " + order.getCount();
    }

    @GetMapping("/order")
    @ResponseBody
    String show(@ModelAttribute("order") OrderForm order) {
        return order.getArticle() + " " + order.getCount();
    }

    @PostMapping("/order/send")
    String send(@ModelAttribute("order") OrderForm order, SessionStatus status, RedirectAttributes redirect) {
        redirect.addFlashAttribute("message", "sent " + order.getArticle());
        redirect.addAttribute("page", 2);
        status.setComplete();
        return "redirect:/sent";
    }

    @GetMapping("/sent")
    @ResponseBody
    String sent(Model model) {
        return "message: " + model.getAttribute("message");
    }

    @GetMapping("/other")
    @ResponseBody
    String other(Model model) {
        return "message: " + model.getAttribute("message");
    }

    @PostMapping("/order/check")
    String check(@RequestParam String article, RedirectAttributes redirect) {
        OrderForm form = new OrderForm();
        form.setArticle(article);
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        errors.rejectValue("article", "sold.out", new Object[] {article, 5L}, article + " is sold out");
        redirect.addFlashAttribute("form", form);
        redirect.addFlashAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        redirect.addFlashAttribute("hints", Map.of("article", "hat"));
        return "redirect:/order/checked";
    }

    @GetMapping("/order/checked")
    @ResponseBody
    String checked(Model model) {
        OrderForm form = (OrderForm) model.getAttribute("form");
        BindingResult errors = (BindingResult) model.getAttribute(BindingResult.MODEL_KEY_PREFIX + "form");
        return form.getArticle() + ": " + errors.getFieldError("article") + " " + model.getAttribute("hints");
    }
}
